// For tests only: OpenSSH's own clients, and ssh2's for what a well-behaved client would not do.
import { execFile, execFileSync, spawn } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import ssh2, { type Client, type ClientChannel, type ConnectConfig, type SFTPWrapper } from 'ssh2'
import { vi } from 'vitest'
import { testLogin } from './test-intake'

const PATIENCE_MS = 20_000

/** Waits until what is said comes true, looking often. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: PATIENCE_MS, interval: 10 })
}

/** Why tests with OpenSSH cannot run here; undefined if they can. */
export const noOpenSsh: string | undefined = (() => {
  try {
    execFileSync('sftp', ['-V'], { stdio: 'ignore' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'OpenSSH’s sftp is not installed (openssh-client)'
  }
  return undefined
})()

export type ClientRun = { readonly code: number | null; readonly output: string }

/** OpenSSH for one user and password; the password goes in through a small program, as OpenSSH wants it. */
export function openSsh(folder: string, port: number, options: { password?: string; extra?: readonly string[] } = {}) {
  const askpass = path.join(folder, 'askpass')
  writeFileSync(askpass, `#!/bin/sh\nprintf '%s\\n' '${options.password ?? testLogin.password}'\n`)
  chmodSync(askpass, 0o700)
  const flags = [
    ...['-F', 'none', '-o', `Port=${port}`, '-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null'],
    ...['-o', 'LogLevel=ERROR', '-o', 'NumberOfPasswordPrompts=1', '-o', 'IdentityAgent=none'],
    ...(options.extra ?? ['-o', 'PubkeyAuthentication=no']),
  ]
  const environment = { ...process.env, SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force', DISPLAY: 'none:0' }
  const target = `${testLogin.userName}@127.0.0.1`

  const start = (program: string, args: readonly string[]) =>
    spawn(program, [...flags, ...args], { env: environment, stdio: ['ignore', 'pipe', 'pipe'], cwd: folder })
  const run = async (program: string, args: readonly string[]): Promise<ClientRun> => {
    const done = promisify(execFile)(program, [...flags, ...args], { env: environment, cwd: folder })
    done.child.stdin?.end()
    return done.then(
      ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
      (error: { code: number | null; stdout: string; stderr: string }) => ({
        code: error.code,
        output: error.stdout + error.stderr,
      }),
    )
  }
  let batches = 0
  const batchFile = (lines: readonly string[]): string => {
    batches += 1
    const file = path.join(folder, `batch-${batches}`)
    writeFileSync(file, lines.join('\n'))
    return file
  }
  return {
    /** Runs lines of an sftp batch; it stops at the first that fails unless the line begins with a hyphen. */
    sftp: (...lines: string[]) => run('sftp', ['-o', 'BatchMode=no', '-b', batchFile(lines), target]),
    /** The same as a process that can be killed. */
    startSftp: (...lines: string[]) => start('sftp', ['-o', 'BatchMode=no', '-b', batchFile(lines), target]),
    scp: (...args: string[]) =>
      run(
        'scp',
        args.map((arg) => arg.replace(/^@:/, `${target}:`)),
      ),
    ssh: (...args: string[]) => run('ssh', ['-n', target, ...args]),
  }
}

/** A private key. ssh2 drops the first byte of a public key that begins with zero and then cannot read it: one of 256. */
export function newEd25519(): string {
  const { private: key } = ssh2.utils.generateKeyPairSync('ed25519')
  return ssh2.utils.parseKey(key) instanceof Error ? newEd25519() : key
}

/** A connection of ssh2's client, signed in. */
export async function connectClient(port: number, config: ConnectConfig = {}): Promise<Client> {
  const client = new ssh2.Client()
  await new Promise<void>((resolve, reject) => {
    client.once('ready', resolve).on('error', reject)
    const { userName: username, password } = testLogin
    client.connect({ host: '127.0.0.1', port, username, password, keepaliveInterval: 0, ...config })
  })
  return client
}

/** The SFTP side of ssh2's client, for single packets in any order. */
export function sftpOf(client: Client): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => client.sftp((error, sftp) => (error ? reject(error) : resolve(sftp))))
}

/** The bare channel, for bytes that are no SFTP. */
export function channelOf(client: Client): Promise<ClientChannel> {
  return new Promise((resolve, reject) =>
    client.subsys('sftp', (error, channel) => (error ? reject(error) : resolve(channel))),
  )
}

/** A relay on another port that cuts each connection after so many bytes from the client. */
export async function startCuttingProxy(port: number, bytesToPass: number) {
  const server = net.createServer((client) => {
    const target = net.connect(port, '127.0.0.1')
    let left = bytesToPass
    const end = () => {
      client.destroy()
      target.destroy()
    }
    client.on('data', (chunk) => {
      if (left <= 0) return
      left -= chunk.length
      target.write(chunk.subarray(0, chunk.length + Math.min(0, left)), () => left <= 0 && end())
    })
    target.on('data', (chunk) => client.write(chunk))
    for (const side of [client, target]) side.on('error', end).on('close', end)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as net.AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}
