// What one client has said so far, as its commands read and change it. The connection owns the sockets.
import type { AccountFiles, FilesOwner } from '../files/account-files'
import type { OpenedFiles } from '../files/inboxes'
import type { Authorize, Login } from '../visitors/authorize'
import type { Doorkeeper, Visitor } from '../visitors/doorkeeper'
import type { SessionRecord } from '../visitors/session-record'
import type { RecordSession } from '../visitors/session-recorder'
import type { FtpsLimits } from './limits'
import type { PassivePort, PassivePorts } from './passive-ports'
import type { Reply } from './reply'
import type { SecureContexts } from './secure-contexts'

/** What all sessions of a server share. */
export type ServerParts = {
  readonly authorize: Authorize
  readonly openFiles: (owner: FilesOwner) => Promise<OpenedFiles>
  readonly limits: FtpsLimits
  readonly takeTurn: <T>(work: () => Promise<T>) => Promise<T>
  readonly doorkeeper: Doorkeeper
  readonly passivePorts: PassivePorts
  /** The IPv4 address clients are told for their data connections. */
  readonly publicAddress: (client: { address: string; localAddress: string }) => Promise<string | undefined>
  readonly isStopping: () => boolean
  readonly recordSession: RecordSession
}

export type Session = {
  readonly parts: ServerParts
  readonly visitor: Visitor
  readonly record: SessionRecord
  /** The client's, and the one of ours that it connected to. */
  readonly address: string
  readonly localAddress: string
  readonly contexts: SecureContexts
  /** TLS from the first byte on, without AUTH. */
  readonly isImplicit: boolean
  /** The control connection has ended, or is about to. */
  readonly gone: AbortSignal
  /** Sends a reply before the command is done. */
  readonly send: (reply: Reply) => void
  /** The client is who it says: it may take its time now. */
  readonly onLogin: () => void
  /** For the log: what was negotiated. */
  handshake: Readonly<Record<string, string>>
  clientName: string | undefined

  isEncrypted: boolean
  /** PBSZ has been said, without which PROT means nothing (RFC 2228). */
  hasBufferSize: boolean
  /** Data connections are encrypted; without that there are none. */
  isProtected: boolean
  userName: string | undefined
  refusals: number
  /** Commands nobody knows. */
  mistakes: number
  login: Login | undefined
  opened: OpenedFiles | undefined
  /** Where the next upload begins. */
  restartAt: number
  renameFrom: string | undefined
  /** Where names without a folder are looked for. */
  folder: 'inbox' | 'outbox'
  passive: PassivePort | undefined
  /** The client will only use EPSV. */
  isExtendedOnly: boolean
  /** Ends the transfer that is under way. */
  transfer: AbortController | undefined
}

/** Does what one command asks. @param argument as it came, without the verb. */
export type Handler = (session: Session, argument: Buffer) => Reply | Promise<Reply>

type NewSession = Pick<
  Session,
  'parts' | 'visitor' | 'record' | 'address' | 'localAddress' | 'contexts' | 'isImplicit' | 'gone' | 'send' | 'onLogin'
>

/** A session in which nothing has been said. */
export function newSession(start: NewSession): Session {
  return {
    ...start,
    handshake: {},
    clientName: undefined,
    isEncrypted: false,
    // Clients of the implicit kind are older than PROT; all of them encrypt their data.
    hasBufferSize: start.isImplicit,
    isProtected: start.isImplicit,
    userName: undefined,
    refusals: 0,
    mistakes: 0,
    login: undefined,
    opened: undefined,
    restartAt: 0,
    renameFrom: undefined,
    folder: 'inbox',
    passive: undefined,
    isExtendedOnly: false,
    transfer: undefined,
  }
}

/** The inbox of a session that has signed in. @throws if it has not; commands that need a login are not run then. */
export function filesOf(session: Session): AccountFiles {
  if (!session.opened) throw new Error('a command for signed-in clients was run for another')
  return session.opened.files
}

/** Frees what the session holds. Its commands have ended. */
export function closeSession(session: Session): void {
  session.passive?.close()
  session.opened?.release()
}
