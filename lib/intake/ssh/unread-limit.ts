// Windows bound what is received on each channel and not dealt with; this bounds their sum, by not reading the socket.
import type { Brake } from './socket-brake'

/** Counts the bytes of all channels of a connection. */
export class UnreadLimit {
  /** Ever received. */
  receivedBytes = 0
  private unread = 0

  constructor(
    private readonly brake: Brake,
    private readonly bytesMax: number,
  ) {}

  /** Something is left to us to do: while that is so, nothing can be said of how fast the client is. */
  get isWaiting(): boolean {
    return this.unread > 0
  }

  received(bytes: number): void {
    const before = this.unread
    this.receivedBytes += bytes
    this.unread += bytes
    if (before <= this.bytesMax && this.unread > this.bytesMax) this.brake.hold('unread data')
  }

  dealtWith(bytes: number): void {
    const before = this.unread
    this.unread -= bytes
    if (before > this.bytesMax && this.unread <= this.bytesMax) this.brake.release('unread data')
  }
}
