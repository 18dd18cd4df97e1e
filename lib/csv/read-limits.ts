// How much of somebody else's file is read before it is refused. Callers may lower any of them.

export type ReadLimits = {
  /** Bytes of the file as delivered. */
  readonly bytesMax: number
  /** Rows, good and bad, without the header. */
  readonly rowsMax: number
  readonly columnsMax: number
  /** Characters (UTF-16 units) of one cell. */
  readonly cellCharactersMax: number
  /** Bytes of one row; a longer one is reported and skipped without being held. */
  readonly rowBytesMax: number
  /** A quoted cell longer than this many bytes or lines is a quote that was never closed. */
  readonly quotedBytesMax: number
  readonly quotedLinesMax: number
}

const KIB = 1024
const MIB = 1024 * KIB

/** Fits the roster of a whole state (34 million enrolments, formats.md 16.2) in one file. */
export const defaultReadLimits: ReadLimits = {
  bytesMax: 8 * KIB * MIB,
  rowsMax: 50_000_000,
  columnsMax: 10_000,
  cellCharactersMax: 64 * KIB,
  rowBytesMax: 4 * MIB,
  quotedBytesMax: 64 * KIB,
  quotedLinesMax: 1000,
}
