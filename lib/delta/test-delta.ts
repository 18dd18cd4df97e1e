// For the tests of this folder: reads whole files at once, through a key table.
import type { CsvEvent } from '@/lib/csv/csv-event'
import type { Dialect } from '@/lib/csv/dialect'
import { inChunks, plain } from '@/lib/csv/test-reading'
import { keyTable, type KeyTable } from './key-table'
import { readDelta, type DeltaOptions } from './read-delta'
import type { RowBlock } from './row-block'

export const seed = 0x1234_5678_9abc_def0n

export type Seen = {
  readonly line: number
  readonly verdict: ReturnType<RowBlock['verdict']>
  readonly hash: bigint
  readonly cells: string[]
}

export type DeltaRead = {
  /** What readRows would give: the rows of blocks as events, in their places. */
  readonly events: CsvEvent[]
  readonly rows: Seen[]
  /** Rows that came in blocks, and of them those that were passed over. */
  readonly read: number
  readonly same: number
  readonly newKeys: Uint8Array
}

export type DeltaFile = {
  readonly dialect?: Partial<Dialect>
  readonly options?: Partial<DeltaOptions>
  readonly table?: KeyTable
  readonly chunkBytes?: number
}

/** Reads a file whose first cell is the key, and all of whose cells are watched unless `options` say otherwise. */
export async function readAllDelta(file: string | Uint8Array, how: DeltaFile = {}): Promise<DeltaRead> {
  const { dialect, options, table = keyTable({ seed }), chunkBytes = Infinity } = how
  const events: CsvEvent[] = []
  const rows: Seen[] = []
  const newKeys: Uint8Array[] = []
  let read = 0
  let same = 0
  const watch = (header: readonly string[] | null) => ({ key: [0], content: [...(header ?? [0, 1]).keys()] })
  const source = inChunks(Buffer.from(file), chunkBytes)
  for await (const piece of readDelta(source, { ...plain, ...dialect }, { table, watch, ...options })) {
    if (piece.type === 'events') events.push(...piece.events)
    else {
      read += piece.read
      same += piece.same
      for (let row = 0; row < piece.count; row++) {
        const seen = {
          line: piece.line(row),
          verdict: piece.verdict(row),
          hash: piece.hash(row),
          cells: piece.cells(row),
        }
        rows.push(seen)
        events.push({ type: 'row', line: seen.line, cells: seen.cells })
      }
    }
    newKeys.push(Buffer.from(table.takeNewKeys()))
  }
  return { events, rows, read, same, newKeys: Buffer.concat(newKeys) }
}

/** Verdicts by key. */
export const told = ({ rows }: DeltaRead) => rows.map(({ cells, verdict }) => `${cells[0]} ${verdict}`)

export async function* inPieces(bytes: readonly Uint8Array[], pieceBytes: number): AsyncGenerator<Uint8Array> {
  yield* inChunks(Buffer.concat(bytes), pieceBytes)
}

/** What a table dumps, each piece copied before the next one takes its place. */
export const dumpOf = (table: KeyTable) => Array.from(table.dump(), (piece) => Buffer.from(piece))

/** Loads a table with what another one dumps. */
export function loaded(table: KeyTable, from: KeyTable, pieceBytes = 64 * 1024): Promise<boolean> {
  return table.load(inPieces(dumpOf(from), pieceBytes))
}
