// What a district has to type into its system. Known to the browser, too; where it comes from is connection.ts.

const SFTP_PORT_USUAL = 22

export type Connection = {
  readonly host: string
  readonly port: number
  readonly fingerprints: readonly { type: string; sha256: string }[]
  /** Null: this installation has no FTPS door. */
  readonly ftps: FtpsConnection | null
}

export type FtpsConnection = {
  readonly explicitPort: number
  readonly implicitPort: number
  /** For data connections, as in 50000-50100. */
  readonly passivePorts: { readonly first: number; readonly last: number }
  /** SHA-256, pairs of hexadecimal digits; null if this process cannot read the certificate. */
  readonly certificate: string | null
}

/** The line for OpenSSH's client. */
export function sftpLine({ host, port }: Connection, userName: string): string {
  return port === SFTP_PORT_USUAL ? `sftp ${userName}@${host}` : `sftp -P ${port} ${userName}@${host}`
}
