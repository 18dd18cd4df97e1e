// The way into an FTPS server: connect to a judged address, TLS, compare the certificate with the one a person has
// confirmed or have it vouched for by an authority this machine trusts, and only then sign in.
import { isIP } from 'node:net'
import { type ConnectionOptions, type PeerCertificate, type TLSSocket } from 'node:tls'
import { Client, FTPError } from 'basic-ftp'
import { outsideAddresses } from '@/lib/platform/outside-address'
import { ftpsFolder } from './ftps-folder'
import { CONNECT_SECONDS, SILENCE_SECONDS, type Arrival, type RemoteFolder, type RemoteServer } from './remote-folder'
import { certificateIdentity, type ServerIdentity } from './server-identity'
import { PullTrouble } from './trouble'

const LISTING_BYTES_MAX = 8 * 1024 * 1024

/** @throws PullTrouble, OutsideError, or an error of the socket. */
export async function openFtps(server: RemoteServer, arrival: Arrival): Promise<RemoteFolder> {
  const addresses = await outsideAddresses(server.host)
  let trouble: unknown
  for (const address of addresses) {
    const client = new Client(SILENCE_SECONDS * 1000, {
      allowSeparateTransferHost: false,
      maxListingBytes: LISTING_BYTES_MAX,
    })
    const abort = () => client.close()
    const giveUp = setTimeout(abort, CONNECT_SECONDS * 1000)
    arrival.signal.addEventListener('abort', abort, { once: true })
    try {
      const isConnected = await connect(client, address, server).catch((error: unknown) => {
        trouble = connectTrouble(error)
        return false
      })
      clearTimeout(giveUp)
      if (isConnected) return await enter(client, address, server, arrival)
    } catch (error) {
      client.close()
      throw error
    }
    client.close()
    arrival.signal.removeEventListener('abort', abort)
  }
  throw trouble
}

async function connect(client: Client, address: string, server: RemoteServer): Promise<boolean> {
  // The certificate is judged by us right after; until then nothing but the wish for TLS is said.
  const options = { ...tlsOptions(server), rejectUnauthorized: false }
  if (server.protocol === 'ftpsImplicit') {
    await client.connectImplicitTLS(address, server.port, options)
    return true
  }
  await client.connect(address, server.port)
  await client.useTLS({ ...options, host: address }).catch((error: unknown) => {
    throw error instanceof FTPError ? new PullTrouble('no-tls', { message: error.message.slice(0, 200) }) : error
  })
  return true
}

async function enter(client: Client, address: string, server: RemoteServer, arrival: Arrival): Promise<RemoteFolder> {
  await arrival.connected(address)
  await judge(client.ftp.socket as TLSSocket, server.pin, arrival)
  // From here on a data connection under another certificate is refused by TLS itself.
  client.ftp.tlsOptions = { ...tlsOptions(server), host: address }
  const { secret, userName, folder } = server
  await client.login(userName, 'password' in secret ? secret.password : '').catch((error: unknown) => {
    throw error instanceof FTPError ? loginTrouble(error) : connectTrouble(error)
  })
  await client.useDefaultSettings()
  await arrival.signedIn()
  if (folder !== '') {
    await client.cd(folder).catch((error: unknown) => {
      throw error instanceof FTPError ? new PullTrouble('folder-missing', { folder }) : connectTrouble(error)
    })
  }
  return ftpsFolder(client, folder)
}

function tlsOptions({ host, pin }: RemoteServer): ConnectionOptions & { allowPartialTrustChain?: boolean } {
  const servername = isIP(host) ? '' : host
  const common = { minVersion: 'TLSv1.2', servername } as const
  if (pin?.kind !== 'certificate') return isIP(host) ? { ...common, checkServerIdentity: madeOutTo(host) } : common
  // The one certificate is the whole authority, whoever issued it and whatever name it bears.
  const checkServerIdentity = (_host: string, { fingerprint256 }: PeerCertificate) =>
    fingerprint256 === pin.sha256 ? undefined : new Error('another certificate')
  return { ...common, ca: [pin.pem], allowPartialTrustChain: true, checkServerIdentity }
}

/** Node compares with the name that is asked for; for an address there is none. */
function madeOutTo(address: string) {
  return (_host: string, certificate: PeerCertificate) => {
    const names = (certificate.subjectaltname ?? '').split(', ')
    return names.includes(`IP Address:${address}`) ? undefined : new Error('not made out to this address')
  }
}

async function judge(socket: TLSSocket, pin: ServerIdentity | null, arrival: Arrival): Promise<void> {
  const raw = socket.getPeerCertificate().raw as Buffer | undefined
  if (!raw) throw new PullTrouble('no-tls', { message: '' })
  const identity = certificateIdentity(raw)
  await arrival.identified(identity, pin ? 'pin' : 'authority')
  const { authorized, authorizationError } = socket
  const isPinned = pin?.sha256 === identity.sha256
  if (authorized && (!pin || isPinned)) return
  const params = { fingerprint: identity.sha256 }
  const error = String(authorizationError ?? '')
  if (isPinned || (!pin && error === 'CERT_HAS_EXPIRED')) {
    throw new PullTrouble('certificate-expired', { ...params, code: error.slice(0, 100) })
  }
  if (pin) throw new PullTrouble('certificate-changed', { ...params, before: pin.sha256 })
  throw new PullTrouble('certificate-untrusted', { ...params, code: error.slice(0, 100) })
}

/** 530 and its like are about the secret; 421 and its like are about the server's mood. */
function loginTrouble(error: FTPError): PullTrouble {
  const message = error.message.slice(0, 200)
  return error.code < 500 && error.code !== 430 && error.code !== 332
    ? new PullTrouble('server-error', { message })
    : new PullTrouble('sign-in-refused', { message })
}

function connectTrouble(error: unknown): unknown {
  if (error instanceof FTPError) return new PullTrouble('server-error', { message: error.message.slice(0, 200) })
  if (/timeout/i.test((error as Error).message)) return new PullTrouble('timed-out')
  return error
}
