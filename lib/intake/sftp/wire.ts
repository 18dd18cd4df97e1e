// Integers and strings as SSH writes them: big-endian, strings with their length before them.

/** Thrown when a packet ends too early or says something impossible. */
export class MalformedPacket extends Error {}

/** Reads one value after the other from a packet. */
export class WireReader {
  private position = 0

  constructor(private readonly bytes: Buffer) {}

  get left(): number {
    return this.bytes.length - this.position
  }

  byte(): number {
    return this.take(1).readUInt8()
  }

  uint32(): number {
    return this.take(4).readUInt32BE()
  }

  /** A number above 2^53 comes out rounded: far beyond any size we take, and refused as such. */
  uint64(): number {
    return Number(this.take(8).readBigUInt64BE())
  }

  string(): Buffer {
    return this.take(this.uint32())
  }

  rest(): Buffer {
    return this.take(this.left)
  }

  private take(count: number): Buffer {
    if (count > this.left) throw new MalformedPacket('the packet is shorter than it says')
    this.position += count
    return this.bytes.subarray(this.position - count, this.position)
  }
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4)
  bytes.writeUInt32BE(value >>> 0)
  return bytes
}

export function uint64(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(8)
  bytes.writeBigUInt64BE(BigInt(Math.max(0, Math.trunc(value))))
  return bytes
}

export function string(value: string | Buffer): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value
  return Buffer.concat([uint32(bytes.length), bytes])
}
