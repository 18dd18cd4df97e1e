// The values by which the rows of a first load name other records, each once, collected as the rows go by: to ask the
// database for them afterwards takes longer than to remember them. Cells are remembered as they were encoded, so a list
// is taken apart once, however many rows have it.
//
// What is collected is bounded: a file that names too many different records is asked about in the database.
import type { RosterValue } from '@/lib/validation/roster-value'
import { cellEncoder } from './copy-binary'
import { emptyPiece } from './copy-piece'
import type { FieldColumn, RosterTable } from './table-names'

/** Bytes of different cells, of all fields together. */
const BYTES_MAX = 16 * 1024 ** 2
const CELLS_MAX = 200_000
/** More cells than this in one place of the table: somebody wants them to be there. */
const PROBES_MAX = 200
const SLOTS_MIN = 1024
/** Length, dimensions, flags, type, items, lower bound. */
const LIST_HEAD_BYTES = 24
const LENGTH_BYTES = 4

export type NamedValue = { rows: number; /** The first row's. */ line: number }

export type NamedValues = {
  /** Where a field's cells are to be given to `take`; -1 if it names no record. */
  slotOf(fieldIndex: number): number
  /** Takes the cell of a row, encoded as COPY takes it. */
  take(slot: number, bytes: Uint8Array, from: number, to: number, line: number): void
  /** Takes what a row names that was not encoded. */
  takeRow(values: readonly (RosterValue | null)[], line: number): void
  /** The values of a column, each with its rows; undefined if they were too many to be collected. */
  of(column: FieldColumn): ReadonlyMap<string, NamedValue> | undefined
}

/** Collects the values of all fields of a type that name records by their texts. */
export function collectNamedValues(table: RosterTable): NamedValues {
  const columns = table.columns.filter(({ field, sqlType }) => field.reference && sqlType.startsWith('text'))
  let cells = columns.map(() => cellSet())
  const slots = new Map(columns.map(({ index }, slot) => [index, slot]))
  const encoders = columns.map(({ sqlType }) => cellEncoder(sqlType))
  const scratch = emptyPiece(1024)
  let bytesLeft = BYTES_MAX
  let isFull = false

  const take = (slot: number, bytes: Uint8Array, from: number, to: number, line: number) => {
    if (to - from <= LENGTH_BYTES || isFull) return
    const added = cells[slot]!.add(bytes, from, to, line)
    if (added === 0) return
    bytesLeft -= added
    isFull = added < 0 || bytesLeft < 0
    if (isFull) cells = []
  }
  return {
    slotOf: (fieldIndex) => slots.get(fieldIndex) ?? -1,
    take,
    takeRow(values, line) {
      columns.forEach(({ index }, slot) => {
        scratch.at = 0
        encoders[slot]!(scratch, values[index] ?? null)
        take(slot, scratch.bytes, 0, scratch.at, line)
      })
    },
    of(column) {
      const slot = slots.get(column.index)
      const set = slot === undefined ? undefined : cells[slot]
      return set && valuesIn(set, column.sqlType === 'text[]')
    },
  }
}

type CellSet = {
  /** @returns bytes that were kept: 0 for a cell that was there; -1 if it cannot be kept. */
  add(bytes: Uint8Array, from: number, to: number, line: number): number
  each(take: (cell: Buffer, rows: number, line: number) => void): void
}

/** Different cells with the number of their rows: open addressing over what they are, one behind the other. */
function cellSet(): CellSet {
  let count = 0
  let slots = new Int32Array(SLOTS_MIN)
  let kept = Buffer.alloc(16 * 1024)
  let end = 0
  /** Of each cell: hash, where it ends, rows, first line. */
  let known = new Int32Array(4 * SLOTS_MIN)

  const beginOf = (cell: number) => (cell === 0 ? 0 : known[4 * cell - 3]!)
  const isThere = (cell: number, hash: number, bytes: Uint8Array, from: number, to: number) => {
    const begin = beginOf(cell)
    if (known[4 * cell] !== hash || known[4 * cell + 1]! - begin !== to - from) return false
    for (let at = from, other = begin; at < to; at++, other++) if (bytes[at] !== kept[other]) return false
    return true
  }
  const index = () => {
    slots = new Int32Array(2 * slots.length)
    for (let cell = 0; cell < count; cell++) {
      let slot = known[4 * cell]! & (slots.length - 1)
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
      slots[slot] = cell + 1
    }
  }
  const keep = (hash: number, bytes: Uint8Array, from: number, to: number, line: number) => {
    if (end + to - from > kept.length) kept = enlarged(kept, end + to - from)
    if (4 * count === known.length) known = enlargedNumbers(known)
    kept.set(bytes.subarray(from, to), end)
    end += to - from
    known.set([hash, end, 1, line], 4 * count)
    count++
    return to - from
  }
  return {
    add(bytes, from, to, line) {
      const hash = hashOf(bytes, from, to)
      let slot = hash & (slots.length - 1)
      for (let probes = 0; slots[slot] !== 0; probes++, slot = (slot + 1) & (slots.length - 1)) {
        const cell = slots[slot]! - 1
        if (isThere(cell, hash, bytes, from, to)) {
          known[4 * cell + 2]!++
          return 0
        }
        if (probes === PROBES_MAX) return -1
      }
      if (count === CELLS_MAX) return -1
      slots[slot] = count + 1
      const added = keep(hash, bytes, from, to, line)
      if (2 * count > slots.length) index()
      return added
    },
    each(take) {
      for (let cell = 0; cell < count; cell++) {
        take(kept.subarray(beginOf(cell), known[4 * cell + 1]), known[4 * cell + 2]!, known[4 * cell + 3]!)
      }
    },
  }
}

/** FNV-1a of 32 bits, its low bits mixed with the high ones. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5 | 0
  for (let at = from + LENGTH_BYTES; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
  return hash ^ (hash >>> 15)
}

function enlarged(kept: Buffer, bytesMin: number): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafeSlow(Math.max(2 * kept.length, bytesMin))
  kept.copy(larger)
  return larger
}

function enlargedNumbers(numbers: Int32Array) {
  const larger = new Int32Array(2 * numbers.length)
  larger.set(numbers)
  return larger
}

function valuesIn(cells: CellSet, isList: boolean): Map<string, NamedValue> {
  const values = new Map<string, NamedValue>()
  const add = (value: string, rows: number, line: number) => {
    if (value === '') return
    const known = values.get(value)
    if (!known) return void values.set(value, { rows, line })
    known.rows += rows
    known.line = Math.min(known.line, line)
  }
  cells.each((cell, rows, line) => {
    if (!isList) return add(cell.toString('utf8', LENGTH_BYTES), rows, line)
    for (let at = LIST_HEAD_BYTES; at + LENGTH_BYTES <= cell.length;) {
      const end = at + LENGTH_BYTES + cell.readInt32BE(at)
      add(cell.toString('utf8', at + LENGTH_BYTES, end), rows, line)
      at = end
    }
  })
  return values
}
