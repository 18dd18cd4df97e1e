// A program that does with users.csv what developers usually write, to be measured beside the engine.
export type PeerTask = {
  /** Absolute. */
  readonly file: string
  readonly url: string
  /** A table like the roster's. */
  readonly table: string
  /** Rows to read; the rest of the file is left. */
  readonly rowsMax: number
  /** For what it keeps from one night to the next. */
  readonly folder: string
}

export type Peer = {
  /** Everything up to the first row: connections, clients. Not measured. */
  prepare(task: PeerTask): Promise<{
    /** From the first byte to the commit. @returns rows read. */
    run(): Promise<number>
    close(): Promise<void>
  }>
}
