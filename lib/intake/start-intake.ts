// Puts the intake together: one store and one hand-over, and before them a door for SFTP and one for FTPS.
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { authorizeTransfer } from '@/lib/accounts/authorize-transfer'
import { ftpsCertificateFiles, isMadeOutTo } from '@/lib/platform/certificate'
import { watchSpace } from '@/lib/outbox/watch-space'
import { disconnect } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { deliveryKey, hostKeys } from '@/lib/platform/secrets'
import { cutEndedLogins } from './cut-ended-logins'
import { Inboxes } from './files/inboxes'
import { outboxOf } from './files/outbox'
import { keepCertificate } from './ftps/certificate-keeper'
import { startFtpsServer } from './ftps/ftps-server'
import { handOverTo } from './hand-over'
import { type HeartbeatDetail, startHeartbeat } from './heartbeat'
import { startSftpServer } from './ssh/sftp-server'
import type { Door } from './visitors/connections'
import { type RecordSession, SessionRecorder } from './visitors/session-recorder'
import { startWatching } from './watched/start-watching'
import { waitForDatabase } from './wait-for-database'

export type Intake = {
  /** Takes nothing new, lets open uploads end for so many seconds, then ends everything. */
  readonly stop: (graceSeconds: number) => Promise<void>
}

/** Starts everything the environment asks for. @throws what has to be said in one sentence (see main.ts). */
export async function startIntake(): Promise<Intake> {
  const { dataDir, ftps, uploadBytesMax, watched, webUrl } = env()
  // What is wrong with keys and certificate is said before anything is begun.
  const keys = hostKeys()
  const certificates = ftps && keepCertificate(ftpsCertificateFiles())
  await waitForDatabase()
  const handOver = handOverTo(webUrl, deliveryKey())
  const inboxes = await Inboxes.open({
    folder: path.join(dataDir, 'intake'),
    uploadBytesMax,
    handOver,
    openOutbox: outboxOf,
  })
  const recorder = new SessionRecorder()
  const stopLooking = watchSpace()
  const opened = [await openSftp(inboxes, keys, recorder.record)]
  if (ftps && certificates) opened.push(await openFtps(inboxes, ftps, certificates, recorder.record))
  const stopWatching = watched && (await startWatching(watched))

  return {
    async stop(graceSeconds) {
      log.info({ connections: opened.map(({ door }) => door.connectionCount()) }, 'the intake is stopping')
      const stopped = Promise.all(opened.map(({ door }) => door.stop(graceSeconds)))
      // A hand-over that waits for the web process must not hold up the end; its file is sent at the next start.
      await Promise.race([stopped, delay(graceSeconds * 1000)])
      await stopWatching?.()
      await inboxes.close()
      await stopped
      await recorder.stop()
      await stopLooking()
      await Promise.all(opened.map(({ leave }) => leave()))
      await disconnect()
    },
  }
}

type OpenedDoor = { readonly door: Door; readonly leave: () => Promise<void> }

async function openSftp(
  inboxes: Inboxes,
  keys: ReturnType<typeof hostKeys>,
  recordSession: RecordSession,
): Promise<OpenedDoor> {
  const { sftpHost, sftpPort, sftpLegacyAlgorithms: legacyAlgorithms, proxyBalancers } = env()
  const door = await startSftpServer({
    host: sftpHost,
    port: sftpPort,
    hostKeys: keys.map((key) => key.privateKey),
    legacyAlgorithms,
    authorize: authorizeTransfer,
    recordSession,
    openFiles: (owner) => inboxes.openFiles(owner),
    proxy: { balancers: proxyBalancers },
  })
  log.info({ port: door.port, hostKeys: keys.map((key) => key.sha256) }, 'SFTP is ready')
  return attend('sftp', door, { port: door.port, ...(legacyAlgorithms ? { legacyAlgorithms: true } : {}) })
}

async function openFtps(
  inboxes: Inboxes,
  { explicitPort, implicitPort, passivePorts }: NonNullable<ReturnType<typeof env>['ftps']>,
  certificates: ReturnType<typeof keepCertificate>,
  recordSession: RecordSession,
): Promise<OpenedDoor> {
  const { sftpHost, transferHost, proxyBalancers } = env()
  const certificate = certificates.certificate()
  if (!isMadeOutTo(certificate, transferHost)) {
    log.warn({ transferHost }, 'the FTPS certificate is not made out to the host name that people are told')
  }
  const door = await startFtpsServer({
    ...{ host: sftpHost, explicitPort, implicitPort, passivePorts, publicHost: transferHost, certificates },
    authorize: authorizeTransfer,
    recordSession,
    openFiles: (owner) => inboxes.openFiles(owner),
    proxy: { balancers: proxyBalancers },
  })
  const ports = { port: door.explicitPort, implicitPort: door.implicitPort }
  log.info({ ...ports, certificate: certificate.sha256, validTo: certificate.validTo }, 'FTPS is ready')
  return attend('ftps', door, ports)
}

/** What every door needs: to be seen alive, and to let go of logins that have ended. */
async function attend(name: 'sftp' | 'ftps', door: Door, detail: HeartbeatDetail): Promise<OpenedDoor> {
  const heartbeat = await startHeartbeat(name, process.pid, detail)
  const stopLooking = cutEndedLogins(door)
  return {
    door,
    async leave() {
      stopLooking()
      await heartbeat.stop()
    },
  }
}
