import { env } from '@/lib/platform/env'
import { hostKeys } from '@/lib/platform/secrets'
import type { Connection } from './sftp-line'

/** Where districts connect to, and the fingerprints of the host keys. */
export function connection(): Connection {
  const fingerprints = hostKeys().map(({ type, sha256 }) => ({ type, sha256 }))
  return { host: env().transferHost, port: env().sftpPort, fingerprints }
}
