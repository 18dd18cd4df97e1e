// One way into every kind of server: each step into the diary, and every error in words that tell what to do.
import { OutsideError } from '@/lib/platform/outside-address'
import { SecretError } from '@/lib/platform/secrets'
import type { Diary } from './diary'
import { openFtps } from './open-ftps'
import { openSftp } from './open-sftp'
import type { RemoteFolder, RemoteServer } from './remote-folder'
import { openSecret } from './secret'
import { readIdentity } from './server-identity'
import { PullTrouble } from './trouble'

type Source = Omit<RemoteServer, 'secret' | 'pin'> & { id: string; sealedSecret: string; pin: unknown }

/** @throws PullTrouble, TurnLost */
export async function enterServer(source: Source, diary: Diary, signal: AbortSignal): Promise<RemoteFolder> {
  const { protocol, host, port, userName, folder } = source
  const server = { protocol, host, port, userName, folder, secret: secretOf(source), pin: readIdentity(source.pin) }
  const open = protocol === 'sftp' ? openSftp : openFtps
  return open(server, {
    signal,
    connected: (address) => diary.add('connected', { host, address, port }),
    async identified(identity, by) {
      if (identity.sha256 !== server.pin?.sha256) await diary.found(identity)
      const fingerprint = identity.sha256
      if (identity.kind === 'host-key') await diary.add('host-key', { fingerprint, type: identity.type })
      else await diary.add('certificate', { fingerprint, subject: identity.subject, by })
    },
    signedIn: () => diary.add('signed-in', { userName }),
  }).catch((error: unknown) => {
    throw connectionTrouble(error)
  })
}

function secretOf({ sealedSecret, id }: Source) {
  try {
    return openSecret(sealedSecret, id)
  } catch (error) {
    if (error instanceof SecretError) throw new PullTrouble('secret-unreadable')
    throw error
  }
}

const byCode: Readonly<Record<string, 'unreachable' | 'timed-out' | 'connection-lost'>> = {
  ECONNREFUSED: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ETIMEDOUT: 'timed-out',
  ECONNRESET: 'connection-lost',
  EPIPE: 'connection-lost',
}

/** The trouble behind an error of the way in; whatever is none of the network's is given back as it is. */
export function connectionTrouble(error: unknown): unknown {
  if (error instanceof OutsideError) {
    return error.reason === 'no-such-name'
      ? new PullTrouble('no-such-name')
      : new PullTrouble('address-not-allowed', { address: error.address })
  }
  const { code = '', message = '' } = error as { code?: string; message?: string }
  const reason = byCode[code]
  if (reason) return new PullTrouble(reason)
  if (/^ERR_(SSL|TLS)|^EPROTO$/.test(code)) return new PullTrouble('no-tls', { message: code })
  return /User closed client|FIN packet|closed connection/i.test(message) ? new PullTrouble('connection-lost') : error
}
