// Sits under the TLS of a data connection and looks at the headers of its records. Node tells the end of a file that a
// client announced (close_notify, RFC 5246 section 7.2.1) and the end of a connection that somebody cut in the same way;
// only the last record shows the difference, and only the first may be imported.
import type net from 'node:net'
import { Duplex } from 'node:stream'

const HEADER_BYTES = 5
const ALERT = 21

/** A connected socket with its TLS records counted. Everything else passes unchanged. */
export class RecordTap extends Duplex {
  private readonly header = Buffer.alloc(HEADER_BYTES)
  private headerBytes = 0
  private bodyBytesLeft = 0
  private lastType = 0

  constructor(private readonly socket: net.Socket) {
    super({ allowHalfOpen: true, emitClose: true })
    socket.on('data', (chunk: Buffer) => {
      this.follow(chunk)
      if (!this.push(chunk)) socket.pause()
    })
    socket.on('end', () => this.push(null))
    socket.on('error', (error) => this.destroy(error))
    socket.on('close', () => this.destroy())
  }

  /**
   * Whether the bytes end with a whole alert. After a handshake, and where TLS itself reports no error, this is
   * close_notify: TLS 1.2 has no other alert that ends a connection without being an error.
   */
  get endsWithAlert(): boolean {
    return this.lastType === ALERT && this.bodyBytesLeft === 0 && this.headerBytes === 0
  }

  override _read(): void {
    this.socket.resume()
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.socket.write(chunk, done)
  }

  override _final(done: (error?: Error | null) => void): void {
    this.socket.end(() => done())
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.socket.destroy()
    done(error)
  }

  private follow(chunk: Buffer): void {
    let at = 0
    while (at < chunk.length) {
      if (this.bodyBytesLeft > 0) {
        const step = Math.min(this.bodyBytesLeft, chunk.length - at)
        this.bodyBytesLeft -= step
        at += step
        continue
      }
      this.header[this.headerBytes] = chunk[at] ?? 0
      this.headerBytes += 1
      at += 1
      if (this.headerBytes < HEADER_BYTES) continue
      this.headerBytes = 0
      this.lastType = this.header[0] ?? 0
      this.bodyBytesLeft = this.header.readUInt16BE(3)
    }
  }
}
