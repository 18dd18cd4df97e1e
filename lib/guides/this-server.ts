// What everybody may know of this installation's doors: where they are, and how to tell that they are ours.
import { publicCertificate, type PublicCertificate } from '@/lib/platform/certificate'
import { env } from '@/lib/platform/env'
import { hostKeys, type HostKey } from '@/lib/platform/secrets'

export type Server = {
  readonly host: string
  readonly sftpPort: number
  readonly hostKeys: readonly Omit<HostKey, 'privateKey'>[]
  /** Null: this installation has no FTPS door. */
  readonly ftps: FtpsDoor | null
}

export type FtpsDoor = {
  readonly explicitPort: number
  readonly implicitPort: number
  readonly passivePorts: { readonly first: number; readonly last: number }
  /** Null if this process cannot read it. */
  readonly certificate: PublicCertificate | null
}

export function thisServer(): Server {
  const { transferHost, sftpPort, ftps } = env()
  return {
    host: transferHost,
    sftpPort,
    hostKeys: hostKeys().map(({ type, publicKey, sha256, md5 }) => ({ type, publicKey, sha256, md5 })),
    ftps: ftps
      ? {
          explicitPort: ftps.explicitPort,
          implicitPort: ftps.implicitPort,
          passivePorts: ftps.passivePorts,
          certificate: publicCertificate() ?? null,
        }
      : null,
  }
}

/** The lines by which OpenSSH's programs know the server. */
export function knownHosts({ host, sftpPort, hostKeys: keys }: Server): string {
  const name = sftpPort === 22 ? host : `[${host}]:${sftpPort}`
  return keys.map(({ publicKey }) => `${name} ${publicKey}\n`).join('')
}
