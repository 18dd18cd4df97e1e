// Rows on their way into a file: in pieces, so that ten million of them need no more memory than a few.
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

const PIECE_CHARACTERS = 256 * 1024

/** A header and its rows as CSV text, in pieces. */
export function* csvPieces(header: readonly string[], rows: Iterable<string>): Generator<string> {
  let piece = `${header.join(',')}\n`
  for (const row of rows) {
    piece += `${row}\n`
    if (piece.length < PIECE_CHARACTERS) continue
    yield piece
    piece = ''
  }
  yield piece
}

/** Writes the rows into a file that is there, whole, when this returns. */
export async function writeRows(file: string, header: readonly string[], rows: Iterable<string>): Promise<void> {
  await pipeline(csvPieces(header, rows), createWriteStream(file))
}
