// One SSH connection from the first byte to the last: grace time, login, SFTP channels, idle time, end.
// Nothing but SFTP and the one command of SCP is served: without listeners ssh2 refuses shells, environment and forwarding.
import type { Socket } from 'node:net'
import type { Connection, ServerChannel, Session } from 'ssh2'
import type { SessionEnding } from '@/lib/accounts/session-events'
import { log } from '@/lib/platform/log'
import type { FilesOwner } from '../files/account-files'
import type { OpenedFiles } from '../files/inboxes'
import { readScpCommand, type ScpCommand } from '../scp/scp-command'
import { HandleQuota, Handles } from '../sftp/handles'
import type { Authorize, Login } from '../visitors/authorize'
import type { DoorConnection } from '../visitors/connections'
import type { Doorkeeper } from '../visitors/doorkeeper'
import type { SessionRecord } from '../visitors/session-record'
import type { RecordSession } from '../visitors/session-recorder'
import { watchedFiles } from '../visitors/watched-files'
import { type ChannelFlow, controlFlow } from './channel-flow'
import { type FirstBytes, firstBytesOf } from './first-bytes'
import type { SshLimits } from './limits'
import { loginHandler } from './login'
import { noteTrouble, type SshError } from './note-trouble'
import type { Offered } from './offered-algorithms'
import { type Brake, brakeOf } from './socket-brake'
import { type ChannelSession, speak } from './speak'
import { DISCONNECT, disconnect, guardTransport } from './transport-guard'
import { UnreadLimit } from './unread-limit'
import { watchUploadFloor } from './upload-floor'

/** In log lines. */
const CLIENT_VERSION_LENGTH_MAX = 100
const PARTING_MS = 1000

/** Why we end a connection, as it is told to people. */
const endings: Readonly<Record<string, SessionEnding>> = {
  idle: 'idle',
  'too slow': 'too-slow',
  stopping: 'stopping',
  'login ended': 'login-ended',
}

export type ConnectionOptions = {
  readonly authorize: Authorize
  readonly openFiles: (owner: FilesOwner) => Promise<OpenedFiles>
  readonly limits: SshLimits
  readonly takeTurn: <T>(work: () => Promise<T>) => Promise<T>
  readonly doorkeeper: Doorkeeper
  readonly isStopping: () => boolean
  /** Clients older than the modern algorithms are taken in. */
  readonly legacyAlgorithms: boolean
  readonly recordSession: RecordSession
}

/** A client, from the moment its socket was admitted. */
export class SftpConnection implements DoorConnection {
  /** Resolves when the client is gone and nothing of it is under way any more. */
  readonly ended: Promise<void>

  private readonly record: SessionRecord
  private readonly firstBytes: FirstBytes
  private readonly quota: HandleQuota
  private readonly brake: Brake
  private readonly bytes: UnreadLimit
  private readonly stopFloor: () => void
  private readonly sessions = new Set<ChannelSession>()
  private readonly flows = new Set<ChannelFlow>()
  private readonly working = new Set<Promise<unknown>>()
  private readonly grace: NodeJS.Timeout
  private readonly idle: NodeJS.Timeout
  private connection: Connection | undefined
  private login: Login | undefined
  private files: Promise<OpenedFiles> | undefined
  private handshake: Record<string, string> = {}
  private parting: NodeJS.Timeout | undefined
  private channels = 0
  private offered: Offered | undefined
  private alive = true
  private isEnding = false

  constructor(
    private readonly socket: Socket,
    readonly address: string,
    private readonly options: ConnectionOptions,
  ) {
    const { limits } = options
    this.record = options.recordSession('sftp', address)
    this.firstBytes = firstBytesOf(socket)
    this.quota = new HandleQuota(limits.handlesMax)
    this.brake = brakeOf(socket)
    this.bytes = new UnreadLimit(this.brake, limits.unreadBytesMax)
    const onTooSlow = () => this.end('too slow')
    this.stopFloor = watchUploadFloor({ limits, quota: this.quota, bytes: this.bytes, onTooSlow })
    this.grace = setTimeout(() => this.endGrace(), limits.loginGraceSeconds * 1000)
    this.idle = setTimeout(() => this.end('idle'), limits.idleSeconds * 1000)
    this.ended = new Promise((resolve) => {
      socket.once('close', () => void this.cleanUp().finally(resolve))
    })
    socket.setNoDelay(true)
    socket.on('error', () => this.record.endingBecause('reset'))
    socket.on('drain', () => this.flows.forEach((flow) => flow.drained()))
    // ssh2 is done with a connection as soon as the client has sent its last byte, and so are we.
    socket.once('end', () => this.stopSending())
  }

  get hasSpoken(): boolean {
    return this.socket.bytesRead > 0
  }

  /** Who signed in, if somebody has. */
  get transferLoginId(): string | undefined {
    return this.login?.transferLoginId
  }

  /** Drops a client that has not signed in. */
  turnAway(): void {
    this.record.strangerTrouble('too-many-connections')
    this.record.endingBecause('stopping')
    this.socket.destroy()
  }

  /** Begins the SSH side, when the client has said which version it speaks and before keys are exchanged. */
  begin(connection: Connection, clientVersion: string): void {
    this.connection = connection
    const { limits, authorize, takeTurn, doorkeeper, legacyAlgorithms } = this.options
    const onOffered = (offered: Offered) => void (this.offered = offered)
    this.record.calledItself(clientVersion.replace(/^SSH-[\d.]+-/, ''))
    connection.on('error', (error: SshError) => {
      log.debug({ address: this.address, level: error.level, message: error.message }, 'SSH connection error')
      noteTrouble(this.record, error, { address: this.address, offered: this.offered, legacyAlgorithms })
      this.socket.destroySoon()
    })
    const onAttack = (what: string) => {
      log.warn({ address: this.address, what }, 'connection cut')
      this.record.strangerTrouble('broken', what)
      this.record.endingBecause('broken')
    }
    guardTransport(connection, this.socket, { limits, brake: this.brake, onAttack, onOffered, legacyAlgorithms })
    connection.on('handshake', (negotiated) => this.noteHandshake(clientVersion, negotiated))
    const onAuthentication = loginHandler({
      authorize,
      limits,
      takeTurn,
      legacyAlgorithms,
      address: this.address,
      record: this.record,
      isAlive: () => this.alive,
      onLogin: (login) => {
        if (doorkeeper.signIn(this, login.transferLoginId)) return this.signIn(login)
        log.warn({ transferLoginId: login.transferLoginId }, 'too many sessions for this login')
        this.record.endingBecause('too-many-sessions')
        disconnect(connection, this.socket, DISCONNECT.TOO_MANY_CONNECTIONS)
        return false
      },
      onTooManyTries: () => {
        this.record.endingBecause('too-many-tries')
        disconnect(connection, this.socket, DISCONNECT.NO_MORE_METHODS)
      },
    })
    connection.on('authentication', onAuthentication)
    connection.on('session', (accept, reject) => this.openSession(accept, reject))
  }

  /** Ends the connection now if no upload is open; otherwise soon after the last one. */
  endWhenDone(): void {
    if (this.quota.uploads === 0) this.end('stopping')
  }

  /** Ends the connection, politely where possible. */
  end(why: string): void {
    if (this.isEnding) return
    this.isEnding = true
    this.record.endingBecause(endings[why] ?? 'broken')
    log.debug({ address: this.address, why }, 'connection ended')
    if (this.connection && this.alive) disconnect(this.connection, this.socket, DISCONNECT.BY_APPLICATION)
    else this.socket.destroy()
  }

  private noteHandshake(
    clientVersion: string,
    negotiated: { kex: string; serverHostKey: string; cs: { cipher: string; mac: string } },
  ): void {
    const { kex, serverHostKey, cs } = negotiated
    const agreed = { kex, hostKey: serverHostKey, cipher: cs.cipher, mac: cs.mac }
    this.handshake = { clientVersion: clientVersion.slice(0, CLIENT_VERSION_LENGTH_MAX), ...agreed }
    this.firstBytes.forget()
    this.record.negotiated(agreed)
  }

  private endGrace(): void {
    this.record.endingBecause('grace')
    if (!this.connection && !this.firstBytes.otherProtocol()) this.record.strangerTrouble('silent')
    this.socket.destroy()
  }

  private signIn(login: Login): boolean {
    clearTimeout(this.grace)
    this.login = login
    const { transferLoginId, userName } = login
    log.info({ transferLoginId, address: this.address, ...this.handshake }, 'signed in over SFTP')
    const owner = { transferLoginId, userName, via: 'sftp', clientAddress: this.address } as const
    this.files = this.options
      .openFiles(owner)
      .then((opened) => ({ ...opened, files: watchedFiles(opened.files, this.record) }))
    this.files.catch((error: unknown) => {
      log.error({ err: error, transferLoginId }, 'an inbox could not be opened')
      this.end('inbox')
    })
    return true
  }

  private openSession(accept: () => Session, reject: () => unknown): void {
    if (this.channels >= this.options.limits.channelsMax) return void reject()
    this.channels += 1
    const session = accept()
    session.once('close', () => (this.channels -= 1))
    session.on('subsystem', (acceptSubsystem, rejectSubsystem, { name }) => {
      if (name !== 'sftp' || !this.files) return void rejectSubsystem()
      this.openChannel(acceptSubsystem(), this.files, undefined)
    })
    session.on('exec', (acceptExec, rejectExec, { command }) => {
      const scp = readScpCommand(command)
      if (!scp || !this.files) return void rejectExec()
      this.openChannel(acceptExec(), this.files, scp)
    })
  }

  private openChannel(channel: ServerChannel, files: Promise<OpenedFiles>, scp: ScpCommand | undefined): void {
    const flow = controlFlow(channel, this.socket, this.options.limits.windowBytes)
    // Until the inbox is there the channel keeps what comes, and its window keeps that little.
    this.flows.add(flow)
    channel.once('close', () => this.flows.delete(flow))
    channel.pause()
    files.then((opened) => this.serve(channel, flow, opened, scp)).catch(() => undefined)
  }

  private serve(channel: ServerChannel, flow: ChannelFlow, { files }: OpenedFiles, scp: ScpCommand | undefined): void {
    if (!this.alive) return
    const session = speak({
      ...{ files, handles: new Handles(this.quota), isStopping: this.options.isStopping, flow, scp },
      wire: {
        onRequest: () => this.idle.refresh(),
        consumed: (bytes) => {
          flow.consumed(bytes)
          this.bytes.dealtWith(bytes)
        },
        onQuiet: () => this.partIfStopping(),
        onBroken: (why) => {
          log.warn({ address: this.address, why }, 'SFTP not understood')
          this.end('broken')
        },
      },
    })
    this.sessions.add(session)
    channel.on('data', (chunk: Buffer) => {
      if (!flow.received(chunk.length)) return this.end('data past the window')
      this.bytes.received(chunk.length)
      session.receive(chunk)
    })
    channel.on('end', () => this.track(session.finish().then((exitStatus) => flow.end(exitStatus ?? 0))))
    channel.on('close', () => this.track(session.abandon().then(() => void this.sessions.delete(session))))
    channel.resume()
  }

  // After its last upload a client gets a moment to take its answer and say goodbye itself.
  private partIfStopping(): void {
    if (!this.options.isStopping() || this.quota.uploads > 0 || this.parting) return
    this.parting = setTimeout(() => this.endWhenDone(), PARTING_MS)
  }

  private track(work: Promise<unknown>): void {
    const tracked = work.catch((error: unknown) => log.error({ err: error }, 'ending a session failed'))
    this.working.add(tracked)
    void tracked.finally(() => this.working.delete(tracked))
  }

  private stopSending(): void {
    this.alive = false
    for (const flow of this.flows) flow.stop()
    this.flows.clear()
  }

  private async cleanUp(): Promise<void> {
    this.stopSending()
    clearTimeout(this.grace)
    clearTimeout(this.idle)
    clearTimeout(this.parting)
    this.stopFloor()
    const other = this.connection ? undefined : this.firstBytes.otherProtocol()
    if (other) this.record.strangerTrouble('other-protocol', other === '?' ? undefined : other)
    this.firstBytes.forget()
    this.options.doorkeeper.leave(this, this.login?.transferLoginId)
    await Promise.allSettled([...this.sessions].map((session) => session.abandon()))
    await Promise.allSettled(this.working)
    const opened = await this.files?.catch(() => undefined)
    opened?.release()
    this.record.ended()
  }
}
