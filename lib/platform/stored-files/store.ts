// Where stored files lie, as far as anybody else needs to know. They are whole, never changed, and sealed; the store
// knows neither their keys nor what is in them.

/** The bytes of one stored file, as they lie there. */
export type StoredBytes = {
  readonly size: number
  /** Reads from a position, into as much of the memory as there are bytes for. @returns how many. */
  read(position: number, into: Buffer): Promise<number>
  close(): Promise<void>
}

export interface Store {
  /** Takes over a finished file of this machine. It is durable when this returns, and gone from where it was. */
  adopt(file: string, id: string): Promise<void>
  /** Undefined if there is no such file. */
  open(id: string): Promise<StoredBytes | undefined>
  /** Undefined if there is no such file. */
  sizeOf(id: string): Promise<number | undefined>
  /** Nothing happens if it is gone already. */
  destroy(id: string): Promise<void>
}
