// What an archive is to the rest of the house: members with a name, a size and bytes that are unpacked as they are read.
// Nothing is ever written to disk, and no member's name is ever used as a path.

/** A file of which any part can be read: the directory of a ZIP stands at its end. */
export type RandomAccess = {
  readonly size: number
  /** The bytes from a position on; fewer than asked for only where the file ends. */
  readonly read: (position: number, length: number) => Promise<Uint8Array>
}

export type ArchiveMember = {
  /** As it stands in the archive, exact. */
  readonly name: string
  /** Unpacked, as the archive declares it. */
  readonly sizeBytes: number
  readonly packedBytes: number
  /**
   * The member unpacked, from the beginning, each time anew.
   * @throws UnreadableSource where what it holds is not what the archive declares.
   */
  readonly bytes: () => AsyncGenerator<Uint8Array>
}

export type Archive = {
  /** In the order of the archive's directory. */
  readonly members: readonly ArchiveMember[]
  /** What file managers add by themselves and nobody means to send. */
  readonly clutter: readonly string[]
}
