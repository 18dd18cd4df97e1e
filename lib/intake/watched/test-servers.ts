// For tests only: OpenSSH's own server and ProFTPD, each writing into the folder of one user name below a watched root.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import net, { type AddressInfo } from 'node:net'
import { userInfo } from 'node:os'
import path from 'node:path'
import { keepSelfMadeCertificate } from '@/lib/platform/certificate'
import { eventually } from '../test-clients'

const SSHD = '/usr/sbin/sshd'
const PROFTPD = '/usr/sbin/proftpd'

export const noSshd = existsSync(SSHD) ? undefined : 'OpenSSH’s server is not installed (openssh-server)'
export const noProftpd = existsSync(PROFTPD) ? undefined : 'ProFTPD is not installed (proftpd-core, proftpd-mod-crypto)'

export type TestServer = { readonly port: number; readonly stop: () => Promise<void> }

export async function freePort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** sshd for the user who runs the tests, with internal-sftp that begins in the user's folder. @returns the client's flags, too. */
export async function startSshd(parent: string, userFolder: string): Promise<TestServer & { flags: string[] }> {
  const place = (name: string) => path.join(parent, name)
  for (const name of ['host_key', 'client_key']) {
    if (!existsSync(place(name))) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', place(name)])
  }
  writeFileSync(place('authorized_keys'), readFileSync(place('client_key.pub')), { mode: 0o600 })
  // Where it keeps itself apart from its children; a system that never started it lacks the folder.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  const port = await freePort()
  const lines = [
    ...[`Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${place('host_key')}`, 'PidFile none', 'StrictModes no'],
    ...[`AuthorizedKeysFile ${place('authorized_keys')}`, 'PermitRootLogin yes', 'PasswordAuthentication no'],
    ...['UsePAM no', 'LogLevel ERROR', 'Subsystem sftp internal-sftp', `ForceCommand internal-sftp -d ${userFolder}`],
  ]
  writeFileSync(place('sshd_config'), `${lines.join('\n')}\n`)
  const server = await serving(spawn(SSHD, ['-D', '-e', '-f', place('sshd_config')], { stdio: 'ignore' }), port)
  const known = ['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null', '-o', 'LogLevel=ERROR']
  return { ...server, flags: ['-F', 'none', '-P', String(port), '-i', place('client_key'), ...known] }
}

export const sshdUser = userInfo().username

/** ProFTPD with implicit TLS and hidden stores, as the printed set-up has it. */
export async function startProftpd(parent: string, user: string, userFolder: string): Promise<TestServer> {
  const place = (name: string) => path.join(parent, name)
  const { certificateFile, keyFile } = keepSelfMadeCertificate(parent, 'localhost')
  const { uid, gid, username } = userInfo()
  const hash = execFileSync('openssl', ['passwd', '-6', 'secret']).toString().trim()
  writeFileSync(place('passwords'), `${user}:${hash}:${uid}:${gid}::${userFolder}:/bin/sh\n`, { mode: 0o600 })
  const port = await freePort()
  const first = await freePort()
  const lines = [
    ...['ServerType standalone', 'ServerName test', 'DefaultAddress 127.0.0.1', `Port ${port}`, 'UseIPv6 off'],
    ...['ModulePath /usr/lib/proftpd', 'LoadModule mod_tls.c', `User ${username}`, 'RequireValidShell off'],
    ...[`AuthUserFile ${place('passwords')}`, 'AuthOrder mod_auth_file.c', 'RootLogin on', 'UseReverseDNS off'],
    ...[
      'WtmpLog off',
      'SystemLog none',
      'TransferLog none',
      'DelayEngine off',
      `ScoreboardFile ${place('scoreboard')}`,
    ],
    ...[`PidFile ${place('pid')}`, 'AllowOverwrite on', 'HiddenStores on', `PassivePorts ${first} ${first + 20}`],
    ...['TLSEngine on', 'TLSRequired on', 'TLSProtocol TLSv1.2', 'TLSOptions UseImplicitSSL NoSessionReuseRequired'],
    ...[`TLSRSACertificateFile ${certificateFile}`, `TLSRSACertificateKeyFile ${keyFile}`],
  ]
  writeFileSync(place('proftpd.conf'), `${lines.join('\n')}\n`)
  return serving(
    spawn(PROFTPD, ['--nodaemon', '--quiet', '--config', place('proftpd.conf')], { stdio: 'ignore' }),
    port,
  )
}

async function serving(child: ChildProcess, port: number): Promise<TestServer> {
  await eventually(
    () =>
      new Promise<void>((resolve, reject) => {
        const socket = net.connect(port, '127.0.0.1', () => {
          socket.destroy()
          resolve()
        })
        socket.once('error', reject)
      }),
  )
  return {
    port,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}
