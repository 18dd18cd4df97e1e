// Cuts the byte stream of a channel into SFTP packets. The data of a WRITE is left in the pieces it came in:
// copying it together would cost more than everything else we do with it.
import { HANDLE_BYTES_MAX, PACKET, PACKET_BYTES_MAX } from './protocol'
import { MalformedPacket } from './wire'

/** Of a WRITE: id, handle, position and length of the data; enough to parse it without the data. */
const WRITE_HEAD_BYTES_MAX = 4 + 4 + HANDLE_BYTES_MAX + 8 + 4

export type Packet = {
  readonly type: number
  /** Everything after the type; of a WRITE perhaps only as much as is needed to read what precedes the data. */
  readonly head: Buffer
  /** What follows the head. */
  readonly tail: readonly Buffer[]
  /** What the packet took of the channel's window. */
  readonly bytes: number
}

/** Collects bytes and yields whole packets. Holds at most one packet more than it was given. */
export class PacketReader {
  private pieces: Buffer[] = []
  private held = 0

  push(chunk: Buffer): void {
    this.pieces.push(chunk)
    this.held += chunk.length
  }

  /**
   * The next packet, or undefined until more bytes have come.
   * @throws MalformedPacket for a length no packet can have; nothing after it can be understood.
   */
  next(): Packet | undefined {
    if (this.held < 4) return undefined
    const length = this.gather(4).readUInt32BE()
    if (length < 1 || length > PACKET_BYTES_MAX) throw new MalformedPacket(`a packet of ${length} bytes`)
    if (this.held < 4 + length) return undefined
    this.take(4)
    const type = this.gatherAndTake(1).readUInt8()
    const rest = length - 1
    const head = this.gatherAndTake(type === PACKET.WRITE ? Math.min(rest, WRITE_HEAD_BYTES_MAX) : rest)
    return { type, head, tail: this.take(rest - head.length), bytes: 4 + length }
  }

  private gatherAndTake(count: number): Buffer {
    const bytes = this.gather(count)
    this.take(count)
    return bytes
  }

  private gather(count: number): Buffer {
    const first = this.pieces[0]
    if (first && first.length >= count) return first.subarray(0, count)
    const needed: Buffer[] = []
    let left = count
    for (const piece of this.pieces) {
      if (left <= 0) break
      needed.push(piece.subarray(0, left))
      left -= piece.length
    }
    return Buffer.concat(needed)
  }

  private take(count: number): Buffer[] {
    const taken: Buffer[] = []
    let left = count
    let whole = 0
    for (const piece of this.pieces) {
      if (left < piece.length) break
      taken.push(piece)
      left -= piece.length
      whole += 1
    }
    this.pieces.splice(0, whole)
    const first = this.pieces[0]
    if (left > 0 && first) {
      taken.push(first.subarray(0, left))
      this.pieces[0] = first.subarray(left)
    }
    this.held -= count
    return taken
  }
}
