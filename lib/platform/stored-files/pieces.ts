// Bytes that come and go as a list of pieces, so that nothing is copied to join them.
import type { FileHandle } from 'node:fs/promises'

/** One system call takes no more (IOV_MAX of Linux is 1024). */
const PIECES_AT_ONCE_MAX = 1000

export function bytesIn(pieces: readonly Buffer[]): number {
  let bytes = 0
  for (const piece of pieces) bytes += piece.length
  return bytes
}

/** Takes so many bytes, or as many as there are, from the beginning of the list. */
export function takeBytes(pieces: Buffer[], bytes: number): Buffer[] {
  const taken: Buffer[] = []
  let whole = 0
  let left = bytes
  for (const piece of pieces) {
    if (left === 0) break
    taken.push(piece.length > left ? piece.subarray(0, left) : piece)
    if (piece.length > left) {
      pieces[whole] = piece.subarray(left)
      break
    }
    left -= piece.length
    whole += 1
  }
  pieces.splice(0, whole)
  return taken
}

/** Writes all of them, one behind the other from this position on. */
export async function writePieces(handle: FileHandle, pieces: readonly Buffer[], position: number): Promise<void> {
  const left = pieces.filter((piece) => piece.length > 0)
  for (let at = position; left.length > 0;) {
    const { bytesWritten } = await handle.writev(left.slice(0, PIECES_AT_ONCE_MAX), at)
    at += bytesWritten
    takeBytes(left, bytesWritten)
  }
}
