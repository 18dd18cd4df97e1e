// One control connection from the first byte to the last: grace time, encryption, commands one after the other, idle
// time, end. What a command means is said in commands.ts.
import type net from 'node:net'
import { TLSSocket } from 'node:tls'
import { log } from '@/lib/platform/log'
import type { Arrival } from '../proxy/arrivals'
import type { DoorConnection } from '../visitors/connections'
import type { SessionRecord } from '../visitors/session-record'
import { CommandReader, MalformedLine } from './command-reader'
import { answer } from './commands'
import { farewell, type Reply, reply, replyText } from './reply'
import type { SecureContexts } from './secure-contexts'
import { protocolIn } from '../visitors/other-protocol'
import { tlsTrouble } from './tls-trouble'
import { closeSession, newSession, type ServerParts, type Session } from './session'

/** How long a client may take to go after it was told to. */
const PARTING_MS = 1000

const GREETING = reply(220, 'Rollcall takes files over FTPS')
const NOT_UNDERSTOOD = farewell(500, 'That was not understood')
const IDLE = farewell(421, 'Nothing has happened for too long')
const STOPPING = farewell(421, 'The server is restarting; please connect again')
const BROKEN = reply(451, 'Something went wrong here; please try again')

export type ControlStart = Arrival & {
  readonly parts: ServerParts
  readonly contexts: SecureContexts
  /** TLS from the first byte on, without AUTH. */
  readonly isImplicit: boolean
}

/** A client, from the moment its socket was accepted. */
export class ControlConnection implements DoorConnection {
  readonly address: string
  readonly ended: Promise<void>

  private readonly socket: net.Socket
  private readonly parts: ServerParts
  private readonly session: Session
  private readonly record: SessionRecord
  private readonly reader: CommandReader
  private readonly gone = new AbortController()
  private readonly grace: NodeJS.Timeout
  private readonly idle: NodeJS.Timeout
  private readonly startedAt = performance.now()
  private channel: net.Socket
  private running: Promise<void> | undefined
  private commands = 0
  private isEnding = false

  constructor({ socket, address, localAddress, parts, contexts, isImplicit }: ControlStart) {
    const { limits } = parts
    this.socket = socket
    this.channel = socket
    this.parts = parts
    this.address = address
    this.record = parts.recordSession('ftps', address)
    this.reader = new CommandReader(limits.lineBytesMax)
    this.grace = setTimeout(() => this.endGrace(), limits.loginGraceSeconds * 1000)
    this.idle = setTimeout(() => this.endIfIdle(), limits.idleSeconds * 1000)
    const start = {
      ...{ parts, contexts, isImplicit, visitor: this, record: this.record },
      ...{ address, localAddress },
      ...{ gone: this.gone.signal, send: (said: Reply) => this.send(said), onLogin: () => clearTimeout(this.grace) },
    }
    this.session = newSession(start)
    this.ended = new Promise((resolve) => {
      socket.once('close', () => void this.cleanUp().finally(resolve))
    })
    socket.setNoDelay(true)
    socket.setKeepAlive(true, 60_000)
    socket.on('error', () => this.record.endingBecause('reset'))
  }

  /** Begins to listen, once the client was let in. */
  begin(): void {
    if (this.session.isImplicit) return this.encrypt()
    this.listen(this.socket)
    this.socket.resume()
    this.send(GREETING)
  }

  get hasSpoken(): boolean {
    return this.socket.bytesRead > 0
  }

  get transferLoginId(): string | undefined {
    return this.session.login?.transferLoginId
  }

  turnAway(): void {
    this.record.strangerTrouble('too-many-connections')
    this.record.endingBecause('stopping')
    this.drop()
  }

  endWhenDone(): void {
    if (!this.running) this.endWith(STOPPING)
  }

  end(why: string): void {
    log.debug({ address: this.address, why }, 'FTPS connection ended')
    this.record.endingBecause(why === 'login ended' ? 'login-ended' : 'broken')
    this.drop()
  }

  private drop(): void {
    this.gone.abort()
    this.socket.destroy()
  }

  private endGrace(): void {
    this.record.endingBecause('grace')
    if (this.socket.bytesRead === 0) this.record.strangerTrouble('silent')
    this.drop()
  }

  private listen(channel: net.Socket): void {
    this.channel = channel
    channel.on('data', this.receive)
    channel.once('end', this.lose)
    channel.once('close', this.lose)
  }

  private readonly lose = (): void => this.gone.abort()

  private readonly receive = (chunk: Buffer): void => {
    if (this.isEnding) return
    if (this.commands === 0) this.noteOtherProtocol(chunk)
    try {
      this.reader.push(chunk)
      if (this.reader.heldBytes > this.parts.limits.waitingBytesMax) throw new MalformedLine('too many at once')
    } catch (error) {
      return this.cut(error)
    }
    // The one command that does not wait for those before it.
    if (this.reader.holds('ABOR')) this.session.transfer?.abort()
    this.running ??= this.run().finally(() => (this.running = undefined))
  }

  private async run(): Promise<void> {
    for (let command = this.reader.next(); command && !this.isEnding; command = this.reader.next()) {
      this.idle.refresh()
      this.commands += 1
      if (this.commands > this.commandsAllowed()) return this.cut(new MalformedLine('a flood of commands'))
      try {
        const said = await answer(this.session, command)
        if (said.then === 'encrypt') return this.send(said, () => this.encrypt())
        if (said.then === 'end') return this.endWith(said)
        this.send(said)
      } catch (error) {
        if (error instanceof MalformedLine) return this.cut(error)
        log.error({ error, verb: command.verb }, 'an FTPS command failed')
        this.send(BROKEN)
      }
      this.idle.refresh()
      if (this.parts.isStopping()) return this.endWith(STOPPING)
    }
  }

  // A transfer has a patience of its own.
  private endIfIdle(): void {
    if (this.session.transfer) this.idle.refresh()
    else this.endWith(IDLE)
  }

  private commandsAllowed(): number {
    const { commandsMax, commandsPerSecond } = this.parts.limits
    return commandsMax + (commandsPerSecond * (performance.now() - this.startedAt)) / 1000
  }

  // From here on nothing that was said in the clear counts any more, and nothing in the clear is listened to. That comes
  // before the client is told to begin: its first record may be here a moment later.
  private encrypt(): void {
    if (this.socket.destroyed) return
    const channel = new TLSSocket(this.socket, {
      isServer: true,
      secureContext: this.session.contexts.control,
    })
    channel.on('error', (error) => {
      log.debug({ address: this.address, message: error.message }, 'TLS error on a control connection')
      this.record.strangerTrouble(...tlsTrouble(error))
      this.record.endingBecause('reset')
      this.drop()
    })
    channel.once('secure', () => {
      this.session.isEncrypted = true
      this.session.handshake = { protocol: channel.getProtocol() ?? '', cipher: channel.getCipher().standardName }
      this.record.negotiated(this.session.handshake)
      if (this.session.isImplicit) this.send(GREETING)
    })
    this.listen(channel)
  }

  private send(said: Reply, then?: () => void): void {
    if (this.gone.signal.aborted || !this.channel.writable) return
    if (said.then === 'encrypt') this.stopListening()
    this.channel.write(replyText(said), then)
    if (this.channel.writableLength > this.parts.limits.unsentBytesMax) this.end('it takes no answers')
  }

  private noteOtherProtocol(chunk: Buffer): void {
    const protocol = this.session.isEncrypted ? 'FTP' : protocolIn(chunk)
    if (protocol !== 'FTP') this.record.strangerTrouble('other-protocol', protocol === '?' ? undefined : protocol)
  }

  private stopListening(): void {
    this.channel.off('data', this.receive)
    this.channel.pause()
    this.channel.off('end', this.lose)
    this.reader.clear()
  }

  private cut(error: unknown): void {
    log.warn({ address: this.address, what: (error as Error).message }, 'FTPS connection cut')
    this.record.strangerTrouble('broken', (error as Error).message)
    this.record.endingBecause('broken')
    this.endWith(NOT_UNDERSTOOD)
  }

  private endWith(said: Reply): void {
    if (this.isEnding) return
    if (said === IDLE) this.record.endingBecause('idle')
    if (said === STOPPING) this.record.endingBecause('stopping')
    this.send(said)
    this.isEnding = true
    this.session.transfer?.abort()
    this.channel.end()
    const parting = setTimeout(() => this.drop(), PARTING_MS)
    this.socket.once('close', () => clearTimeout(parting))
  }

  private async cleanUp(): Promise<void> {
    this.gone.abort()
    clearTimeout(this.grace)
    clearTimeout(this.idle)
    await this.running
    closeSession(this.session)
    this.parts.doorkeeper.leave(this, this.session.login?.transferLoginId)
    this.record.ended()
  }
}
