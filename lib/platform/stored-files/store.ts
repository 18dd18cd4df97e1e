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
  /** Its name for operators; no secret is in it. */
  readonly name: string
  /** Takes over a finished file of this machine. It is durable when this returns, and gone from where it was. */
  adopt(file: string, id: string): Promise<void>
  /**
   * Sees to it that every machine can read the file.
   * @throws StoreAwayError if that cannot be done now; the file is kept here, to try again.
   */
  publish(id: string): Promise<void>
  /** Undefined if there is no such file. @throws StoreAwayError */
  open(id: string): Promise<StoredBytes | undefined>
  /** Undefined if there is no such file. @throws StoreAwayError */
  sizeOf(id: string): Promise<number | undefined>
  /** Nothing happens if it is gone already. @throws StoreAwayError */
  destroy(id: string): Promise<void>
  /** Whether it answers. */
  answers(): Promise<boolean>
}

/** Thrown when the store cannot be reached or does not let us in; trying again later may help. The message says which. */
export class StoreAwayError extends Error {
  override readonly name = 'StoreAwayError'
  /** As of a connection that failed: it says nothing about the file or the run. */
  readonly code = 'ECONNSTORE'
}
