// Rows on their way into a table by COPY in the binary format, sent in pieces as they are encoded.
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import { COPY_HEADER, COPY_TRAILER, emptyPiece, putBytes, type Piece } from './copy-piece'

/** Rows are sent in pieces of about this many bytes. */
const PIECE_BYTES = 128 * 1024

/** The last row of a piece is nearly always shorter; a longer one makes the piece grow. */
const ROOM_BYTES = 8 * 1024

export type CopyRows = {
  /** Where the next row is to be encoded; another one after each row. */
  piece(): Piece
  /** To be called after each row. Wait for the promise, if one is returned, before the next: the database is behind. */
  rowAdded(): Promise<void> | undefined
  /** Ends the COPY and returns how many rows it took. */
  close(): Promise<number>
  /** Gives the COPY up, so that the connection can roll back. */
  abort(): Promise<void>
}

/**
 * Begins a COPY. The client must do nothing else until it is closed.
 * @param target the table, as SQL takes it.
 * @param columns as SQL takes them, in the order of the cells.
 */
export function copyRows(client: pg.ClientBase, target: string, columns: readonly string[]): CopyRows {
  const stream = client.query(from(`copy ${target} (${columns.join(', ')}) from stdin (format binary)`))
  // An error is met again at close(); until then it must not end the process.
  stream.on('error', () => undefined)
  let piece = newPiece()
  putBytes(piece, COPY_HEADER)

  const flush = async () => {
    // The piece belongs to the connection now, which sends it when it can.
    const bytes = piece.bytes.subarray(0, piece.at)
    piece = newPiece()
    if (stream.destroyed) throw stream.errored ?? new Error('the COPY has ended')
    // Rejects too when the COPY or the connection fails meanwhile.
    if (!stream.write(bytes)) await once(stream, 'drain')
  }
  return {
    piece: () => piece,
    rowAdded: () => (piece.at >= PIECE_BYTES ? flush() : undefined),
    async close() {
      putBytes(piece, COPY_TRAILER)
      stream.end(piece.bytes.subarray(0, piece.at))
      await finished(stream)
      return stream.rowCount
    },
    async abort() {
      if (stream.closed) return
      stream.destroy()
      await once(stream, 'close').catch(() => undefined)
    },
  }
}

const newPiece = () => emptyPiece(PIECE_BYTES + ROOM_BYTES)
