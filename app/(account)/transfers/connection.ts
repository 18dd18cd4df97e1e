import { shownCertificate } from '@/lib/platform/certificate'
import { env } from '@/lib/platform/env'
import { hostKeys } from '@/lib/platform/secrets'
import type { Connection, FtpsConnection } from './sftp-line'

/** Where districts connect to, and the fingerprints of the host keys and the certificate. */
export function connection(): Connection {
  const fingerprints = hostKeys().map(({ type, sha256 }) => ({ type, sha256 }))
  return { host: env().transferHost, port: env().sftpPort, fingerprints, ftps: ftpsConnection() }
}

function ftpsConnection(): FtpsConnection | null {
  const { ftps } = env()
  if (!ftps) return null
  const { explicitPort, implicitPort, passivePorts } = ftps
  return { explicitPort, implicitPort, passivePorts, certificate: shownCertificate() ?? null }
}
