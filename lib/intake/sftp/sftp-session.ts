// One SFTP channel: packets in, calls to the inbox out, answers back. It knows neither SSH, disk nor database.
//
// Requests are answered one after the other, except that WRITEs only queue their bytes and are answered when these are
// on disk. Memory stays bounded because bytes count as consumed only when they have been dealt with, and because nothing
// more is read from the queue while the client does not take its answers.
import { log } from '@/lib/platform/log'
import type { Answer } from '../files/account-files'
import { type Session, perform } from './operations'
import { type Packet, PacketReader } from './packet-reader'
import { PACKET } from './protocol'
import { statusReply, versionReply } from './replies'
import { BAD_HANDLE, BAD_MESSAGE, OK, type Status, statusOf } from './status'
import { MalformedPacket, WireReader } from './wire'

export type SftpWire = {
  /** Sends one packet; may join it with others. */
  readonly send: (packet: Buffer) => void
  /** Something to wait for if the client has too many answers still to take. */
  readonly roomToSend: () => Promise<void> | undefined
  /** This many received bytes have been dealt with. */
  readonly consumed: (bytes: number) => void
  /** A request came; the session is not idle. */
  readonly onRequest: () => void
  /** Everything that came has been answered. */
  readonly onQuiet: () => void
  /** What came is not SFTP; nothing more will be understood. */
  readonly onBroken: (why: string) => void
}

/** The server's end of one SFTP channel. */
export class SftpSession {
  private readonly packets = new PacketReader()
  private readonly writing = new Set<Promise<void>>()
  private running = Promise.resolve()
  private isRunning = false
  private greeted = false
  private stopped = false

  constructor(
    private readonly session: Session,
    private readonly wire: SftpWire,
  ) {}

  /** Takes bytes from the channel. */
  receive(chunk: Buffer): void {
    if (this.stopped) return
    this.packets.push(chunk)
    if (!this.isRunning) this.running = this.run()
  }

  /** The client sends nothing more: answers what came, then gives up what is still open. */
  async finish(): Promise<void> {
    while (this.isRunning) await this.running
    await Promise.all(this.writing)
    await this.abandon()
  }

  /** The connection is gone: waits for what is under way and gives up what is open. */
  async abandon(): Promise<void> {
    this.stopped = true
    while (this.isRunning) await this.running
    await this.session.handles.abandonAll()
    await Promise.all(this.writing)
  }

  private async run(): Promise<void> {
    this.isRunning = true
    try {
      for (let packet = this.next(); packet; packet = this.next()) {
        const room = this.wire.roomToSend()
        if (room) await room
        if (this.stopped) return
        this.wire.onRequest()
        const answering = this.handle(packet)
        if (answering) await answering
      }
    } catch (error) {
      this.stopped = true
      if (!(error instanceof MalformedPacket)) log.error({ err: error }, 'an SFTP session failed')
      this.wire.onBroken(error instanceof MalformedPacket ? error.message : 'internal error')
    } finally {
      this.isRunning = false
    }
    this.wire.onQuiet()
  }

  private next(): Packet | undefined {
    return this.stopped ? undefined : this.packets.next()
  }

  private handle(packet: Packet): Promise<void> | undefined {
    if (!this.greeted) return void this.greet(packet)
    if (packet.type === PACKET.WRITE) return void this.write(packet)
    return this.answer(packet)
  }

  private greet(packet: Packet): void {
    if (packet.type !== PACKET.INIT) throw new MalformedPacket('the first packet is not INIT')
    this.greeted = true
    this.wire.send(versionReply())
    this.wire.consumed(packet.bytes)
  }

  private async answer(packet: Packet): Promise<void> {
    const id = packet.head.length < 4 ? 0 : packet.head.readUInt32BE()
    const reader = new WireReader(packet.head)
    this.wire.send(await perform(packet.type, reader, this.session).catch((error: unknown) => failureReply(id, error)))
    this.wire.consumed(packet.bytes)
  }

  // A WRITE that cannot be read ends the session: the file it was meant for would lack its bytes.
  private write(packet: Packet): void {
    const reader = new WireReader(packet.head)
    const id = reader.uint32()
    const upload = this.session.handles.upload(reader.string())
    const position = reader.uint64()
    const length = reader.uint32()
    const pieces = [reader.rest(), ...packet.tail]
    if (length !== pieces.reduce((sum, piece) => sum + piece.length, 0))
      throw new MalformedPacket('a WRITE of the wrong length')
    const status = upload ? upload.write(position, pieces).then(statusFor) : Promise.resolve(BAD_HANDLE)
    const written = status
      .then((found) => statusReply(id, found))
      .catch((error: unknown) => failureReply(id, error))
      .then((reply) => {
        this.wire.send(reply)
        this.wire.consumed(packet.bytes)
        this.writing.delete(written)
      })
    this.writing.add(written)
  }
}

const statusFor = (answer: Answer): Status => (answer.ok ? OK : statusOf(answer.reason))

function failureReply(id: number, error: unknown): Buffer {
  if (error instanceof MalformedPacket) return statusReply(id, BAD_MESSAGE)
  log.error({ err: error }, 'an SFTP request failed')
  return statusReply(id, statusOf('not-stored'))
}
