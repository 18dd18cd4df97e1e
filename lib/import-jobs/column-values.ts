// The different values that columns of a sample hold, with how often each stands there: what a person sees while deciding
// what becomes of them. Read from the stored bytes each time and kept nowhere.
import { readRows } from '@/lib/csv/read-rows'
import { UnreadableSource } from '@/lib/csv/unreadable-source'
import type { ImportJob } from './import-job'
import { openSample } from './open-sample'

/** How much of a sample is read. */
const BYTES_MAX = 32 * 1024 * 1024
const ROWS_MAX = 200_000
/** Different values that are counted; of an identifier every row has another one. */
const COUNTED_MAX = 50_000
/** Those that are shown, the most frequent first. */
const SHOWN_MAX = 300
const COLUMNS_MAX = 20

export type ColumnValues = {
  /** The texts of the columns in one row, in the order asked for, and how many rows have them. */
  readonly values: readonly { readonly texts: readonly string[]; readonly count: number }[]
  /** Different ones that are not among them, as far as they were counted. */
  readonly more: number
  readonly rows: number
  /** The file goes on behind the rows that were read. */
  readonly isCut: boolean
}

/**
 * Counts the values of columns in the rows of a job's sample.
 * @param positions of the columns, counted from 0; several are counted together, row by row.
 * @returns null if the sample, or a file of that name in it, is not there any more.
 */
export async function columnValues(
  { sample, analysis, importType }: ImportJob,
  name: string,
  positions: readonly number[],
): Promise<ColumnValues | null> {
  const dialect = analysis?.files.find((file) => file.name === name)?.dialect
  if (!sample?.storageKey || !dialect || positions.length > COLUMNS_MAX) return null
  const opened = await openSample({ ...sample, storageKey: sample.storageKey }, importType)
  const file = opened.ok ? opened.files.find((one) => one.name === name) : undefined
  if (!file) return null
  const counted = new Map<string, { texts: string[]; count: number }>()
  const take = (cells: readonly string[]) => {
    const texts = positions.map((position) => cells[position] ?? '')
    const key = JSON.stringify(texts)
    const known = counted.get(key)
    if (known) known.count++
    else if (counted.size < COUNTED_MAX) counted.set(key, { texts, count: 1 })
  }
  let rows = 0
  const source = limited(file.bytes())
  try {
    // What is wrong with rows is for the check to say.
    for await (const events of readRows(source.bytes, dialect)) {
      for (const event of events) {
        if (event.type !== 'row' || rows >= ROWS_MAX) continue
        rows++
        take(event.cells)
      }
      if (rows >= ROWS_MAX) break
    }
  } catch (error) {
    if (!(error instanceof UnreadableSource)) throw error
  }
  const values = [...counted.values()].toSorted((a, b) => b.count - a.count)
  const isCut = source.isCut() || rows >= ROWS_MAX
  return { values: values.slice(0, SHOWN_MAX), more: Math.max(0, values.length - SHOWN_MAX), rows, isCut }
}

/** The source as far as it is read, cut at the end of a line: half a row would say what no row says. */
function limited(source: AsyncIterable<Uint8Array>) {
  let isCut = false
  async function* bytes() {
    let left = BYTES_MAX
    for await (const piece of source) {
      if (piece.byteLength <= left) {
        left -= piece.byteLength
        yield piece
        continue
      }
      isCut = true
      yield piece.subarray(0, piece.subarray(0, left).lastIndexOf(LINE_FEED) + 1)
      return
    }
  }
  return { bytes: bytes(), isCut: () => isCut }
}

const LINE_FEED = 0x0a
