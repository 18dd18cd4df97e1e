// What became of each row of a file, small enough to wait in the database until the reply is written: the rows that are
// not as most are, by line, and what most are.
import { gunzipSync, gzipSync } from 'node:zlib'

const rowResults = ['added', 'changed', 'deactivated', 'unchanged', 'rejected'] as const
export type RowResult = (typeof rowResults)[number]

/** Five bytes a row: its line, and its result. */
const ENTRY_BYTES = 5

/** @param entries in the order of their lines. */
export function packResults(most: RowResult, entries: readonly (readonly [line: number, RowResult])[]): Buffer {
  const bytes = Buffer.alloc(1 + entries.length * ENTRY_BYTES)
  bytes.writeUInt8(rowResults.indexOf(most))
  entries.forEach(([line, result], index) => {
    bytes.writeUInt32BE(line, 1 + index * ENTRY_BYTES)
    bytes.writeUInt8(rowResults.indexOf(result), 5 + index * ENTRY_BYTES)
  })
  return gzipSync(bytes, { level: 1 })
}

/** Tells the result of one line after the other; lines must be asked for in their order. */
export function resultsByLine(packed: Uint8Array): (line: number) => RowResult {
  const bytes = gunzipSync(packed)
  const named = (at: number) => rowResults[bytes.readUInt8(at)] ?? 'unchanged'
  const most = named(0)
  let at = 1
  return (line) => {
    while (at < bytes.length && bytes.readUInt32BE(at) < line) at += ENTRY_BYTES
    return at < bytes.length && bytes.readUInt32BE(at) === line ? named(at + 4) : most
  }
}
