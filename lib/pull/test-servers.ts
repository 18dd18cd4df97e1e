// For tests only: OpenSSH's sshd and ProFTPD with TLS, each a process of its own on a free port, serving one folder.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { freePort } from '@/lib/outbox/test-mail-server'
import { keepSelfMadeCertificate } from '@/lib/platform/certificate'

export const ftpUser = { userName: 'district', password: 'correct horse' }
const READY_TRIES_MAX = 200

/** Whether this machine has them: what needs one is left out where it has not. */
export const hasSshd = existsSync('/usr/sbin/sshd')
export const hasProftpd = existsSync('/usr/sbin/proftpd')

export type TestServer = {
  readonly port: number
  /** What is served. */
  readonly folder: string
  readonly userName: string
  stop(): Promise<void>
}

async function until(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < READY_TRIES_MAX; tries++) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    const socket = connect(port, '127.0.0.1')
    const isThere = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (isThere) return
    await setTimeout(25)
  }
  throw new Error('the server did not answer')
}

function server(child: ChildProcess, base: string, port: number, folder: string, userName: string): TestServer {
  return {
    ...{ port, folder, userName },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      rmSync(base, { recursive: true, force: true })
    },
  }
}

/** A host key in a folder of its own. */
export function makeHostKey(type: 'ed25519' | 'ecdsa' = 'ed25519'): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'host-key-')), 'key')
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', file])
  return file
}

/** @param publicKey the line of the key that may sign in. */
export async function startSshd(hostKey: string, publicKey: string, { port = 0 } = {}): Promise<TestServer> {
  const base = mkdtempSync(path.join(tmpdir(), 'sshd-'))
  const folder = path.join(base, 'files')
  mkdirSync(folder)
  writeFileSync(path.join(base, 'authorized_keys'), `${publicKey}\n`, { mode: 0o600 })
  const own = port || (await freePort())
  const config = path.join(base, 'sshd_config')
  const lines = [
    ...[`Port ${own}`, 'ListenAddress 127.0.0.1', `HostKey ${hostKey}`, `PidFile none`],
    ...[`AuthorizedKeysFile ${path.join(base, 'authorized_keys')}`, 'StrictModes no', 'UsePAM no'],
    ...['PermitRootLogin yes', 'PasswordAuthentication no', 'Subsystem sftp internal-sftp', 'MaxStartups 100'],
  ]
  writeFileSync(config, lines.join('\n'))
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  const child = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', config], { stdio: 'ignore' })
  await until(own, child)
  return server(child, base, own, folder, userInfo().username)
}

/** @param certificate a folder for the certificate; the same one means the same certificate. */
export async function startProftpd({ certificate = '', isImplicit = false, port = 0 } = {}): Promise<TestServer> {
  const base = mkdtempSync(path.join(tmpdir(), 'proftpd-'))
  const folder = path.join(base, 'files')
  mkdirSync(folder)
  chmodSync(base, 0o755)
  chmodSync(folder, 0o777)
  const files = keepSelfMadeCertificate(certificate || path.join(base, 'tls'), 'localhost')
  const own = port || (await freePort())
  const isRoot = process.getuid?.() === 0
  const [uid, gid] = isRoot ? [65_534, 65_534] : [process.getuid?.() ?? 0, process.getgid?.() ?? 0]
  const hash = execFileSync('openssl', ['passwd', '-6', ftpUser.password]).toString().trim()
  writeFileSync(path.join(base, 'passwd'), `${ftpUser.userName}:${hash}:${uid}:${gid}::${folder}:/bin/sh\n`, {
    mode: 0o600,
  })
  const lines = [
    ...['ServerType standalone', 'DefaultServer on', 'UseIPv6 off', 'DefaultAddress 127.0.0.1', `Port ${own}`],
    ...['SocketBindTight on', 'WtmpLog off', 'TransferLog none', 'RequireValidShell off', 'AuthOrder mod_auth_file.c'],
    ...[`AuthUserFile ${path.join(base, 'passwd')}`, `PidFile ${path.join(base, 'pid')}`, 'UseReverseDNS off'],
    ...[`ScoreboardFile ${path.join(base, 'scoreboard')}`, `SystemLog ${path.join(base, 'log')}`, 'AllowOverwrite on'],
    ...['LoadModule mod_tls.c', 'TLSEngine on', 'TLSRequired on', 'TLSProtocol TLSv1.2 TLSv1.3'],
    ...[`TLSRSACertificateFile ${files.certificateFile}`, `TLSRSACertificateKeyFile ${files.keyFile}`],
    ...(isImplicit ? ['TLSOptions UseImplicitSSL'] : []),
  ]
  const config = path.join(base, 'proftpd.conf')
  writeFileSync(config, `${lines.join('\n')}\n`)
  const child = spawn('/usr/sbin/proftpd', ['-n', '-q', '-c', config], { stdio: 'ignore' })
  await until(own, child)
  return server(child, base, own, folder, ftpUser.userName)
}

/** A way to a server that ends after so many bytes have come back. */
export async function startCuttingProxy(to: number, bytesMax: number) {
  const sockets = new Set<Socket>()
  let onCut = () => undefined as void
  const cut = new Promise<void>((resolve) => (onCut = resolve))
  const proxy = createServer((client) => {
    const upstream = connect(to, '127.0.0.1')
    let bytes = 0
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => [client, upstream].forEach((each) => each.destroy()))
    }
    client.pipe(upstream)
    upstream.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= bytesMax) return client.write(chunk)
      onCut()
      client.destroy()
    })
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return {
    port: (proxy.address() as AddressInfo).port,
    /** When it has ended it. */
    cut,
    async stop() {
      for (const socket of sockets) socket.destroy()
      proxy.close()
      await once(proxy, 'close')
    },
  }
}
