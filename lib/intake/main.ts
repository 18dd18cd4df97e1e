// PROCESS. Takes files over SFTP and FTPS and hands them to the web process. Ends in order on SIGTERM or SIGINT; what it cannot
// start with it says in one sentence.
import { setTimeout as delay } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'

/** How long open uploads may go on after a signal to stop. */
const DRAIN_SECONDS = 20

// Of the bytes that pass through here V8 frees the memory at leisure, then takes what is not freed yet for a reason to look
// through everything it holds, some sixty times a GiB: half of the processor's time. Freed at once they are no trouble.
setFlagsFromString('--no-concurrent-array-buffer-sweeping')

type Place = { readonly door: string; readonly variable: string }

const plainSentences: Readonly<Record<string, (port: number, place: Place) => string>> = {
  EADDRINUSE: (port, { door, variable }) =>
    `Port ${port} for ${door} is in use: stop what uses it, or set ${variable} to another one.`,
  EACCES: (port, { door, variable }) =>
    `Port ${port} for ${door} needs more rights than this user has: set ${variable} to one above 1023.`,
  EADDRNOTAVAIL: (_, { door }) => `The address for ${door} is not one of this machine: correct HOST or SFTP_HOST.`,
}

async function run(): Promise<void> {
  // Imported here, so that a wrong environment is caught below.
  const { env } = await import('@/lib/platform/env')
  const { ftps } = env()
  const { startIntake } = await import('./start-intake')
  const intake = await startIntake().catch((error: unknown) => {
    const { code = '', port } = error as { code?: string; port?: number }
    const sentence = port === undefined ? undefined : plainSentences[code]
    throw sentence && port !== undefined ? new Error(sentence(port, placeOf(port, ftps))) : error
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

function placeOf(port: number, ftps: { explicitPort: number; implicitPort: number } | undefined): Place {
  if (port === ftps?.explicitPort) return { door: 'FTPS', variable: 'FTPS_PORT' }
  if (port === ftps?.implicitPort) return { door: 'FTPS', variable: 'FTPS_IMPLICIT_PORT' }
  return { door: 'SFTP', variable: 'SFTP_PORT' }
}

run().catch(async (error: unknown) => {
  console.error(error instanceof Error ? error.message.split('\n')[0] : String(error))
  // Long enough for the line to leave, whatever is connected to it.
  await delay(50)
  process.exit(1)
})
