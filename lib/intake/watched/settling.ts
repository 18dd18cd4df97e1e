// When a file that nobody told us of counts as whole: nothing about it has changed for some seconds, and longer for one that
// does not end as a whole file does. That is all there is to go by: a client that was killed at the end of a line leaves a
// file that looks whole, and only the thresholds of its template can still hold it up.
import { type FileState, isSameState } from '@/lib/fronts/take-file'

const ZIP_END = Buffer.from([0x50, 0x4b, 0x05, 0x06])
/** The end record of an archive with the longest comment there can be. */
export const TAIL_BYTES = 22 + 65_535
const LINE_ENDS = [0x0a, 0x0d]

type Seen = { readonly state: FileState; readonly sinceMs: number }

/** Remembers since when each file has been as it is. */
export class Settling {
  private readonly files = new Map<string, Seen>()

  /**
   * Notes how a file is now.
   * @param nowMs of a clock that never goes back.
   * @returns for how many seconds it has been so.
   */
  unchangedSeconds(path: string, state: FileState, nowMs: number): number {
    const seen = this.files.get(path)
    if (seen && isSameState(seen.state, state)) return (nowMs - seen.sinceMs) / 1000
    this.files.set(path, { state, sinceMs: nowMs })
    return 0
  }

  /** Begins anew with a file. */
  forget(path: string): void {
    this.files.delete(path)
  }

  /** Forgets every file that is not there any more. */
  keepOnly(paths: ReadonlySet<string>): void {
    for (const path of this.files.keys()) if (!paths.has(path)) this.files.delete(path)
  }
}

/**
 * Whether a file ends as a whole one does: a text at the end of a line, an archive with its end record.
 * @param tail its last bytes, as many as there are up to TAIL_BYTES.
 */
export function endsWhole(name: string, tail: Buffer): boolean {
  if (/\.(zip|xlsx)$/i.test(name)) return tail.lastIndexOf(ZIP_END) >= 0
  const last = tail.at(-1)
  // Two bytes a character: the zero comes after the line feed.
  const end = last === 0 ? tail.at(-2) : last
  return end !== undefined && LINE_ENDS.includes(end)
}
