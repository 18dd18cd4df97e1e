// The hash of a file as its bytes arrive (faults 2.2, step 1), so that a finished file need not be read once more before
// its sender hears success. It is known only of a file that came in order from its first byte to its last; any other is
// read when it is sealed.
import { createHash, type Hash } from 'node:crypto'

export class RunningHash {
  private hash: Hash | undefined
  private hashedBytes = 0
  private digest: string | undefined

  /** @param size bytes that are there already, from another time. */
  constructor(size: number) {
    this.hash = size === 0 ? createHash('sha256') : undefined
  }

  add(position: number, pieces: readonly Buffer[]): void {
    if (!this.hash) return
    if (position !== this.hashedBytes) return this.giveUp()
    for (const piece of pieces) {
      this.hash.update(piece)
      this.hashedBytes += piece.length
    }
  }

  /** The file now ends here. */
  cut(size: number): void {
    if (size < this.hashedBytes) this.giveUp()
  }

  /** The hash, lower-case hexadecimal, if it is of this many bytes. Nothing can be added any more. */
  of(size: number): string | undefined {
    if (this.hash && size === this.hashedBytes) this.digest = this.hash.digest('hex')
    this.hash = undefined
    return size === this.hashedBytes ? this.digest : undefined
  }

  private giveUp(): void {
    this.hash = undefined
    this.digest = undefined
  }
}
