// Puts the intake together: store, hand-over, SFTP listener, heartbeat. FTPS joins here, beside SFTP, on the same inboxes.
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { authorizeTransfer } from '@/lib/accounts/authorize-transfer'
import { disconnect } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { deliveryKey, hostKeys } from '@/lib/platform/secrets'
import { cutEndedLogins } from './cut-ended-logins'
import { Inboxes } from './files/inboxes'
import { handOverTo } from './hand-over'
import { startHeartbeat } from './heartbeat'
import { startSftpServer } from './ssh/sftp-server'
import { waitForDatabase } from './wait-for-database'

export type Intake = {
  readonly port: number
  /** Takes nothing new, lets open uploads end for so many seconds, then ends everything. */
  readonly stop: (graceSeconds: number) => Promise<void>
}

/** Starts everything the environment asks for. @throws what has to be said in one sentence (see main.ts). */
export async function startIntake(): Promise<Intake> {
  const { dataDir, sftpHost, sftpPort, uploadBytesMax, webUrl } = env()
  const keys = hostKeys()
  await waitForDatabase()
  const handOver = handOverTo(webUrl, deliveryKey())
  const inboxes = await Inboxes.open({ folder: path.join(dataDir, 'intake'), uploadBytesMax, handOver })
  const sftp = await startSftpServer({
    host: sftpHost,
    port: sftpPort,
    hostKeys: keys.map((key) => key.privateKey),
    authorize: authorizeTransfer,
    openFiles: (owner) => inboxes.openFiles(owner),
  })
  const heartbeat = await startHeartbeat('sftp', process.pid, { port: sftp.port })
  const stopLooking = cutEndedLogins(sftp)
  log.info({ port: sftp.port, hostKeys: keys.map((key) => key.sha256) }, 'SFTP is ready')

  return {
    port: sftp.port,
    async stop(graceSeconds) {
      log.info({ connections: sftp.connectionCount() }, 'SFTP is stopping')
      const stopped = sftp.stop(graceSeconds)
      // A hand-over that waits for the web process must not hold up the end; its file is sent at the next start.
      await Promise.race([stopped, delay(graceSeconds * 1000)])
      await inboxes.close()
      await stopped
      stopLooking()
      await heartbeat.stop()
      await disconnect()
    },
  }
}
