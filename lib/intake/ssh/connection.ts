// One SSH connection from the first byte to the last: grace time, login, SFTP channels, idle time, end.
// Nothing but the subsystem sftp is served: without listeners ssh2 refuses shells, commands, environment and forwarding.
import type { Socket } from 'node:net'
import type { Connection, ServerChannel, Session } from 'ssh2'
import { log } from '@/lib/platform/log'
import type { FilesOwner } from '../files/account-files'
import type { OpenedFiles } from '../files/inboxes'
import { HandleQuota, Handles } from '../sftp/handles'
import { SftpSession } from '../sftp/sftp-session'
import type { Authorize, Login } from '../visitors/authorize'
import type { DoorConnection } from '../visitors/connections'
import type { Doorkeeper } from '../visitors/doorkeeper'
import { type ChannelFlow, controlFlow } from './channel-flow'
import type { SshLimits } from './limits'
import { loginHandler } from './login'
import { type Brake, brakeOf } from './socket-brake'
import { DISCONNECT, disconnect, guardTransport } from './transport-guard'

/** In log lines. */
const CLIENT_VERSION_LENGTH_MAX = 100
const PARTING_MS = 1000

export type ConnectionOptions = {
  readonly authorize: Authorize
  readonly openFiles: (owner: FilesOwner) => Promise<OpenedFiles>
  readonly limits: SshLimits
  readonly takeTurn: <T>(work: () => Promise<T>) => Promise<T>
  readonly doorkeeper: Doorkeeper
  readonly isStopping: () => boolean
}

/** A client, from the moment its socket was admitted. */
export class SftpConnection implements DoorConnection {
  /** Resolves when the client is gone and nothing of it is under way any more. */
  readonly ended: Promise<void>

  private readonly quota: HandleQuota
  private readonly brake: Brake
  private readonly sessions = new Set<SftpSession>()
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
  private unreadBytes = 0
  private alive = true
  private isEnding = false

  constructor(
    private readonly socket: Socket,
    readonly address: string,
    private readonly options: ConnectionOptions,
  ) {
    const { limits } = options
    this.quota = new HandleQuota(limits.handlesMax)
    this.brake = brakeOf(socket)
    this.grace = setTimeout(() => this.turnAway(), limits.loginGraceSeconds * 1000)
    this.idle = setTimeout(() => this.end('idle'), limits.idleSeconds * 1000)
    this.ended = new Promise((resolve) => {
      socket.once('close', () => void this.cleanUp().finally(resolve))
    })
    socket.setNoDelay(true)
    socket.on('error', () => undefined)
    socket.on('drain', () => this.flows.forEach((flow) => flow.drained()))
    // ssh2 is done with a connection as soon as the client has sent its last byte, and so are we.
    socket.once('end', () => this.stopSending())
  }

  /** Who signed in, if somebody has. */
  get transferLoginId(): string | undefined {
    return this.login?.transferLoginId
  }

  /** Drops a client that has not signed in. */
  turnAway(): void {
    this.socket.destroy()
  }

  /** Begins the SSH side, when the client has said which version it speaks and before keys are exchanged. */
  begin(connection: Connection, clientVersion: string): void {
    this.connection = connection
    const { limits, authorize, takeTurn, doorkeeper } = this.options
    connection.on('error', (error: Error & { level?: string }) => {
      log.debug({ address: this.address, level: error.level, message: error.message }, 'SSH connection error')
      this.socket.destroySoon()
    })
    const onAttack = (what: string) => log.warn({ address: this.address, what }, 'connection cut')
    guardTransport(connection, this.socket, { limits, brake: this.brake, onAttack })
    connection.on('handshake', (negotiated) => this.noteHandshake(clientVersion, negotiated))
    const onAuthentication = loginHandler({
      authorize,
      limits,
      takeTurn,
      address: this.address,
      isAlive: () => this.alive,
      onLogin: (login) => {
        if (doorkeeper.signIn(this, login.transferLoginId)) return this.signIn(login)
        log.warn({ transferLoginId: login.transferLoginId }, 'too many sessions for this login')
        disconnect(connection, this.socket, DISCONNECT.TOO_MANY_CONNECTIONS)
        return false
      },
      onTooManyTries: () => disconnect(connection, this.socket, DISCONNECT.NO_MORE_METHODS),
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
    log.debug({ address: this.address, why }, 'connection ended')
    if (this.connection && this.alive) disconnect(this.connection, this.socket, DISCONNECT.BY_APPLICATION)
    else this.socket.destroy()
  }

  private noteHandshake(
    clientVersion: string,
    negotiated: { kex: string; serverHostKey: string; cs: { cipher: string; mac: string } },
  ): void {
    const { kex, serverHostKey, cs } = negotiated
    this.handshake = {
      clientVersion: clientVersion.slice(0, CLIENT_VERSION_LENGTH_MAX),
      kex,
      hostKey: serverHostKey,
      cipher: cs.cipher,
      mac: cs.mac,
    }
  }

  private signIn(login: Login): boolean {
    clearTimeout(this.grace)
    this.login = login
    const { transferLoginId, userName } = login
    log.info({ transferLoginId, address: this.address, ...this.handshake }, 'signed in over SFTP')
    this.files = this.options.openFiles({ transferLoginId, userName, via: 'sftp', clientAddress: this.address })
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
      const { files } = this
      if (name !== 'sftp' || !files) return void rejectSubsystem()
      const channel = acceptSubsystem()
      const flow = controlFlow(channel, this.socket, this.options.limits.windowBytes)
      // Until the inbox is there the channel keeps what comes, and its window keeps that little.
      this.flows.add(flow)
      channel.once('close', () => this.flows.delete(flow))
      channel.pause()
      files.then((opened) => this.serve(channel, flow, opened)).catch(() => undefined)
    })
  }

  private serve(channel: ServerChannel, flow: ChannelFlow, { files }: OpenedFiles): void {
    if (!this.alive) return
    const session = new SftpSession(
      { files, handles: new Handles(this.quota), isStopping: this.options.isStopping },
      {
        send: (packet) => flow.send(packet),
        roomToSend: () => flow.roomToSend(),
        onRequest: () => this.idle.refresh(),
        consumed: (bytes) => {
          flow.consumed(bytes)
          this.countUnread(-bytes)
        },
        onQuiet: () => this.partIfStopping(),
        onBroken: (why) => {
          log.warn({ address: this.address, why }, 'SFTP not understood')
          this.end('broken')
        },
      },
    )
    this.sessions.add(session)
    channel.on('data', (chunk: Buffer) => {
      if (!flow.received(chunk.length)) return this.end('data past the window')
      this.countUnread(chunk.length)
      session.receive(chunk)
    })
    channel.on('end', () => this.track(session.finish().then(() => flow.end(0))))
    channel.on('close', () => this.track(session.abandon().then(() => void this.sessions.delete(session))))
    channel.resume()
  }

  // Windows bound each channel; this bounds their sum, by not reading the socket.
  private countUnread(bytes: number): void {
    const { unreadBytesMax } = this.options.limits
    const before = this.unreadBytes
    this.unreadBytes += bytes
    if (before <= unreadBytesMax && this.unreadBytes > unreadBytesMax) this.brake.hold('unread data')
    if (before > unreadBytesMax && this.unreadBytes <= unreadBytesMax) this.brake.release('unread data')
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
    this.options.doorkeeper.leave(this, this.login?.transferLoginId)
    await Promise.allSettled([...this.sessions].map((session) => session.abandon()))
    await Promise.allSettled(this.working)
    const opened = await this.files?.catch(() => undefined)
    opened?.release()
  }
}
