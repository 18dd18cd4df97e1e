// Whether the ports Rollcall wants are free, asked before anything is started.
import { createServer } from 'node:net'
import type { Env } from '@/lib/platform/env'
import type { ProcessName } from './processes'

/** Thrown with one sentence when a port cannot be had. */
export class PortError extends Error {}

function tryPort(variable: string, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? 'is in use by another program'
          : error.code === 'EACCES'
            ? 'is not allowed for this user'
            : `cannot be opened on ${host} (${error.code})`
      reject(new PortError(`${variable} ${port} ${reason}: set ${variable} to another one, or free it.`))
    })
    server.listen(port, host, () => server.close(() => resolve()))
  })
}

/**
 * Opens and closes each port once.
 * @throws PortError for the first one that cannot be had.
 */
export async function checkPorts(settings: Env, wanted: readonly ProcessName[]): Promise<void> {
  if (wanted.includes('web')) await tryPort('PORT', settings.port, settings.host)
  if (!wanted.includes('intake')) return
  await tryPort('SFTP_PORT', settings.sftpPort, settings.sftpHost)
  if (!settings.ftps) return
  await tryPort('FTPS_PORT', settings.ftps.explicitPort, settings.sftpHost)
  await tryPort('FTPS_IMPLICIT_PORT', settings.ftps.implicitPort, settings.sftpHost)
}
