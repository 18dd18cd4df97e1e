// The clients of the measurements: OpenSSH's sftp, and curl for FTPS. Each moves one file and says how long that took.
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { remember } from '../measured-worker'

const PATIENCE_MS = 300_000

/** Runs a client to its end. @returns milliseconds. @throws Error with what it printed, unless it ends with 0. */
async function timed(program: string, args: readonly string[]): Promise<number> {
  const began = performance.now()
  const child = remember(spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: PATIENCE_MS }))
  let trouble = ''
  child.stderr?.on('data', (chunk: Buffer) => (trouble += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${trouble.trim().split('\n').at(-1)}`)
  return performance.now() - began
}

export type SftpPlace = {
  readonly port: number
  readonly userName: string
  readonly keyFile: string
  /** Where batch files may be written. */
  readonly folder: string
  /** The client's own choice where it is left out. */
  readonly cipher?: string | undefined
}

/** Runs one line of OpenSSH's sftp. */
export function sftp({ port, userName, keyFile, folder, cipher }: SftpPlace, line: string): Promise<number> {
  const batch = path.join(folder, 'batch')
  writeFileSync(batch, `${line}\n`)
  return timed('sftp', [
    ...['-F', 'none', '-P', String(port), '-i', keyFile, '-b', batch, '-o', 'IdentitiesOnly=yes'],
    ...['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null', '-o', 'LogLevel=ERROR'],
    ...['-o', 'Compression=no', ...(cipher ? ['-c', cipher] : [])],
    `${userName}@127.0.0.1`,
  ])
}

export type FtpsPlace = { readonly port: number; readonly userName: string; readonly password: string }

/** TLS 1.2 with the suite of the measurements, from the first byte on. */
export function curl({ port, userName, password }: FtpsPlace, name: string, ...args: string[]): Promise<number> {
  return timed('curl', [
    ...['--silent', '--show-error', '--ipv4', '--insecure', '--ssl-reqd', '--tls-max', '1.2'],
    ...['--ciphers', 'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256'],
    ...['--user', `${userName}:${password}`, ...args, `ftps://127.0.0.1:${port}/${name}`],
  ])
}
