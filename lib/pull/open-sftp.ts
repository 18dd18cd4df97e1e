// The way into an SFTP server: connect to a judged address, compare the host key with the one a person has confirmed, and
// only then sign in.
import ssh2, { type ConnectConfig, type SFTPWrapper } from 'ssh2'
import { connectToFirst, outsideAddresses } from '@/lib/platform/outside-address'
import { CONNECT_SECONDS, SILENCE_SECONDS, type Arrival, type RemoteFolder, type RemoteServer } from './remote-folder'
import { hostKeyIdentity, type ServerIdentity } from './server-identity'
import { sftpFolder } from './sftp-folder'
import { PullTrouble } from './trouble'

const KEEP_ALIVES_MISSED_MAX = 3

/** Nothing with SHA-1, CBC or a group below 2048 bits: what ssh2 offers beyond this is left out. */
const algorithms = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group-exchange-sha256',
    'diffie-hellman-group14-sha256',
    'diffie-hellman-group16-sha512',
  ],
  cipher: [
    'aes128-gcm@openssh.com',
    'aes256-gcm@openssh.com',
    'chacha20-poly1305@openssh.com',
    'aes128-ctr',
    'aes192-ctr',
    'aes256-ctr',
  ],
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
  compress: ['none'],
} as const

const hostKeyAlgorithms = {
  'ssh-ed25519': ['ssh-ed25519'],
  'ecdsa-sha2-nistp256': ['ecdsa-sha2-nistp256'],
  'ecdsa-sha2-nistp384': ['ecdsa-sha2-nistp384'],
  'ecdsa-sha2-nistp521': ['ecdsa-sha2-nistp521'],
  'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256'],
} as const

/** @throws PullTrouble, OutsideError, or an error of the socket. */
export async function openSftp(server: RemoteServer, arrival: Arrival): Promise<RemoteFolder> {
  try {
    return await enter(server, arrival, server.pin)
  } catch (error) {
    if (!(error instanceof PullTrouble) || error.reason !== 'no-common-algorithm' || !server.pin) throw error
    // The kind of key that was confirmed is not there any more. What is there instead is looked at, and refused.
    return enter({ ...server, pin: null }, arrival, null).catch((other: unknown) => {
      if (other instanceof PullTrouble && other.reason === 'key-unknown') {
        throw new PullTrouble('key-changed', { ...other.params, before: server.pin?.sha256 ?? '' })
      }
      throw other
    })
  }
}

async function enter(server: RemoteServer, arrival: Arrival, pin: ServerIdentity | null): Promise<RemoteFolder> {
  const addresses = await outsideAddresses(server.host)
  const socket = await connectToFirst(addresses, server.port, { seconds: CONNECT_SECONDS, signal: arrival.signal })
  const client = new ssh2.Client()
  const abort = () => socket.destroy()
  arrival.signal.addEventListener('abort', abort, { once: true })
  client.on('close', () => arrival.signal.removeEventListener('abort', abort))
  try {
    await arrival.connected(socket.remoteAddress ?? '')
    // Cut while that was written down: nobody would tell ssh2.
    if (socket.destroyed) throw new PullTrouble('connection-lost')
    await signIn(client, { ...connectConfig(server, pin), sock: socket }, server, arrival)
    const sftp = await openChannel(client)
    return sftpFolder(client, socket, sftp, server.folder)
  } catch (error) {
    client.destroy()
    socket.destroy()
    throw error
  }
}

function connectConfig({ userName, secret }: RemoteServer, pin: ServerIdentity | null): ConnectConfig {
  const types = Object.keys(hostKeyAlgorithms) as (keyof typeof hostKeyAlgorithms)[]
  const known = types.filter((type) => pin?.kind !== 'host-key' || pin.type === type)
  const { kex, cipher, hmac, compress } = algorithms
  return {
    username: userName,
    ...('password' in secret ? { password: secret.password, tryKeyboard: true } : secret),
    readyTimeout: CONNECT_SECONDS * 1000,
    keepaliveInterval: (SILENCE_SECONDS / KEEP_ALIVES_MISSED_MAX) * 1000,
    keepaliveCountMax: KEEP_ALIVES_MISSED_MAX,
    algorithms: {
      ...{ kex: [...kex], cipher: [...cipher], hmac: [...hmac], compress: [...compress] },
      serverHostKey: known.flatMap((type) => [...hostKeyAlgorithms[type]]),
    },
  }
}

/** Resolves when signed in. The server's key is judged before anything of the secret is used. */
function signIn(client: ssh2.Client, config: ConnectConfig, server: RemoteServer, arrival: Arrival): Promise<void> {
  return new Promise((resolve, reject) => {
    let refused: unknown
    const judge = async (key: Buffer): Promise<boolean> => {
      const identity = hostKeyIdentity(key)
      await arrival.identified(identity, 'pin')
      const { pin } = server
      if (pin?.sha256 === identity.sha256) return true
      const params = { fingerprint: identity.sha256 }
      refused = pin
        ? new PullTrouble('key-changed', { ...params, before: pin.sha256 })
        : new PullTrouble('key-unknown', params)
      return false
    }
    client.on('error', (error) => reject((refused as Error | undefined) ?? signInTrouble(error)))
    client.on('close', () => reject((refused as Error | undefined) ?? new PullTrouble('connection-lost')))
    client.on('ready', () => void arrival.signedIn().then(resolve, reject))
    if ('password' in server.secret) answerPrompts(client, server.secret.password)
    client.connect({
      ...config,
      hostVerifier: (key: Buffer, verify: (isRight: boolean) => void) => {
        judge(key).then(verify, (error: unknown) => {
          refused = error
          verify(false)
        })
      },
    })
  })
}

/** Servers that ask for the password by a dialog get it at its hidden prompt, once. */
function answerPrompts(client: ssh2.Client, password: string): void {
  let asked = 0
  client.on('keyboard-interactive', (_name, _instructions, _language, prompts, finish) => {
    const isPassword = prompts.length === 1 && prompts[0]?.echo !== true && asked++ === 0
    finish(isPassword ? [password] : prompts.map(() => ''))
  })
}

function openChannel(client: ssh2.Client): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => {
    client.on('close', () => reject(new PullTrouble('connection-lost')))
    client.sftp((error, sftp) => (error ? reject(new PullTrouble('server-error', { message: 'SFTP' })) : resolve(sftp)))
  })
}

function signInTrouble(error: Error & { level?: string; code?: string }): Error {
  if (error.level === 'client-authentication') return new PullTrouble('sign-in-refused')
  if (error.level === 'client-timeout') return new PullTrouble('timed-out')
  if (/no matching|no common/i.test(error.message)) return new PullTrouble('no-common-algorithm')
  if (error.code === undefined && error.level !== 'client-socket')
    return new PullTrouble('server-error', { message: 'SSH' })
  return new PullTrouble('connection-lost')
}
