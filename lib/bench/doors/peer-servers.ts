// The servers the doors are measured beside: OpenSSH's sshd with its built-in SFTP server, and ProFTPD with TLS. Each is
// started for the measurement on a free port, with files of its own, and allows nothing but what is measured.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { userInfo } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { keepSelfMadeCertificate } from '@/lib/platform/certificate'
import { freePort } from '../free-port'
import { remember } from '../measured-worker'
import type { ClientKey } from './transfer-district'

const run = promisify(execFile)
const READY_TIMEOUT_MS = 20_000
const PASSIVE_PORTS = 50

export type PeerServer = {
  readonly port: number
  readonly pid: number
  /** Where its files lie. */
  readonly folder: string
  stop(): Promise<void>
}

const SSHD = '/usr/sbin/sshd'
const PROFTPD = '/usr/sbin/proftpd'

/** Why it cannot be measured here; undefined if it can. */
export const noSshd = existsSync(SSHD) ? undefined : 'OpenSSH’s server is not installed (openssh-server)'
export const noProftpd = existsSync(PROFTPD) ? undefined : 'ProFTPD is not installed (proftpd-core, proftpd-mod-crypto)'

/** Starts sshd for the user that runs the measurements. */
export async function startSshd(parent: string, key: ClientKey): Promise<PeerServer> {
  const folder = path.join(parent, 'sshd')
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const hostKey = path.join(folder, 'host_key')
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', hostKey])
  writeFileSync(path.join(folder, 'authorized_keys'), `${key.publicLine}\n`, { mode: 0o600 })
  // Where it keeps itself apart from its children; a system that never started it lacks the folder.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  const port = await freePort()
  const lines = [
    ...[`Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${hostKey}`, 'PidFile none', 'StrictModes no'],
    ...[`AuthorizedKeysFile ${folder}/authorized_keys`, 'PermitRootLogin yes', 'PasswordAuthentication no'],
    ...['UsePAM no', 'UseDNS no', 'Compression no', 'LogLevel ERROR', 'MaxStartups 1000', 'MaxSessions 100'],
    'Subsystem sftp internal-sftp',
  ]
  const config = path.join(folder, 'sshd_config')
  writeFileSync(config, `${lines.join('\n')}\n`)
  return serving(spawn(SSHD, ['-D', '-e', '-f', config], { stdio: ['ignore', 'ignore', 'inherit'] }), port, folder)
}

/** The user that signs in to sshd. */
export const sshdUser = userInfo().username

export const proftpdLogin = { userName: 'door', password: 'measured' }

/** Starts ProFTPD with implicit TLS and a certificate of the kind Rollcall makes itself. */
export async function startProftpd(parent: string): Promise<PeerServer> {
  const folder = path.join(parent, 'proftpd')
  const files = path.join(folder, 'files')
  mkdirSync(files, { recursive: true, mode: 0o755 })
  const { certificateFile, keyFile } = keepSelfMadeCertificate(folder, 'localhost')
  const { uid, gid } = userInfo()
  const hash = (await run('openssl', ['passwd', '-6', proftpdLogin.password])).stdout.trim()
  const passwords = path.join(folder, 'passwords')
  writeFileSync(passwords, `${proftpdLogin.userName}:${hash}:${uid}:${gid}::${files}:/bin/sh\n`, { mode: 0o600 })
  const port = await freePort()
  const first = await freePort()
  const lines = [
    ...['ServerType standalone', 'ServerName measured', 'DefaultAddress 127.0.0.1', `Port ${port}`, 'UseIPv6 off'],
    ...['ModulePath /usr/lib/proftpd', 'LoadModule mod_tls.c', `User ${userInfo().username}`, 'MaxInstances 100'],
    ...[`AuthUserFile ${passwords}`, 'AuthOrder mod_auth_file.c', 'RequireValidShell off', 'RootLogin on'],
    ...['UseReverseDNS off', 'WtmpLog off', 'SystemLog none', 'TransferLog none', 'DelayEngine off'],
    ...[`ScoreboardFile ${folder}/scoreboard`, `PidFile ${folder}/pid`, 'AllowOverwrite on'],
    ...[`PassivePorts ${first} ${first + PASSIVE_PORTS}`, 'TLSEngine on', 'TLSRequired on', 'TLSProtocol TLSv1.2'],
    ...[`TLSRSACertificateFile ${certificateFile}`, `TLSRSACertificateKeyFile ${keyFile}`],
    'TLSOptions UseImplicitSSL NoSessionReuseRequired',
  ]
  const config = path.join(folder, 'proftpd.conf')
  writeFileSync(config, `${lines.join('\n')}\n`)
  const child = spawn(PROFTPD, ['--nodaemon', '--quiet', '--config', config], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return serving(child, port, files)
}

async function serving(child: ChildProcess, port: number, folder: string): Promise<PeerServer> {
  remember(child)
  const deadline = performance.now() + READY_TIMEOUT_MS
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended at its start with code ${child.exitCode}`)
    if (performance.now() > deadline) throw new Error(`${child.spawnfile} did not begin to listen`)
    await delay(50)
  }
  return {
    ...{ port, folder, pid: child.pid ?? 0 },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
