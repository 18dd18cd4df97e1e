// Bytes that come in pieces of any size, to be taken in lines and in counted parts.

/** What has come and was not taken yet. One reader at a time. */
export class ByteQueue {
  private pieces: Buffer[] = []
  private isEnded = false
  private wake: () => void = () => undefined

  push(bytes: Buffer): void {
    if (bytes.length > 0) this.pieces.push(bytes)
    this.wake()
  }

  /** Nothing more will come. */
  end(): void {
    this.isEnded = true
    this.wake()
  }

  /** Some bytes, at most so many; undefined if there are none and none will come. */
  async take(bytesMax: number): Promise<Buffer | undefined> {
    while (this.pieces.length === 0) {
      if (this.isEnded) return undefined
      await new Promise<void>((resolve) => (this.wake = resolve))
    }
    const first = this.pieces[0] as Buffer
    if (first.length <= bytesMax) return this.pieces.shift()
    this.pieces[0] = first.subarray(bytesMax)
    return first.subarray(0, bytesMax)
  }

  /**
   * A line without its end; what there is of one that is longer than it may be.
   * @returns undefined if it does not come.
   */
  async line(bytesMax: number): Promise<Buffer | undefined> {
    const taken: Buffer[] = []
    for (let length = 0; ;) {
      const piece = await this.take(bytesMax + 1)
      if (!piece) return undefined
      const end = piece.indexOf('\n')
      taken.push(end < 0 ? piece : piece.subarray(0, end))
      length += piece.length
      if (end >= 0 && end + 1 < piece.length) this.pieces.unshift(piece.subarray(end + 1))
      if (end >= 0 || length > bytesMax) return Buffer.concat(taken)
    }
  }
}
