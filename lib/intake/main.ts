// PROCESS. Takes files over SFTP and hands them to the web process. Ends in order on SIGTERM or SIGINT; what it cannot
// start with it says in one sentence.
import { setTimeout as delay } from 'node:timers/promises'

/** How long open uploads may go on after a signal to stop. */
const DRAIN_SECONDS = 20

const plainSentences: Readonly<Record<string, (port: number) => string>> = {
  EADDRINUSE: (port) => `Port ${port} for SFTP is in use: stop what uses it, or set SFTP_PORT to another one.`,
  EACCES: (port) => `Port ${port} for SFTP needs more rights than this user has: set SFTP_PORT to one above 1023.`,
  EADDRNOTAVAIL: () => 'The address for SFTP is not one of this machine: correct HOST or SFTP_HOST.',
}

async function run(): Promise<void> {
  // Imported here, so that a wrong environment is caught below.
  const { env } = await import('@/lib/platform/env')
  const { sftpPort } = env()
  const { startIntake } = await import('./start-intake')
  const intake = await startIntake().catch((error: unknown) => {
    const sentence = plainSentences[(error as { code?: string }).code ?? '']
    throw sentence ? new Error(sentence(sftpPort)) : error
  })

  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    await intake.stop(DRAIN_SECONDS)
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
}

run().catch(async (error: unknown) => {
  console.error(error instanceof Error ? error.message.split('\n')[0] : String(error))
  // Long enough for the line to leave, whatever is connected to it.
  await delay(50)
  process.exit(1)
})
