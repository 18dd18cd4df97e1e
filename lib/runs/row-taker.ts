// What becomes of each row of a file: it is passed over if it is as last time, or it is checked and staged, as a good row
// or as a rejected one that spares its record. Whatever there was to say about a row makes it looked at again next time.
import type { BadRowEvent } from '@/lib/csv/csv-event'
import type { KeyTable } from '@/lib/delta/key-table'
import type { RowBlock } from '@/lib/delta/row-block'
import { compilePlainRow } from '@/lib/roster/plain-row'
import type { Stage } from '@/lib/roster/stage'
import type { RosterTable } from '@/lib/roster/table-names'
import type { RosterValue } from '@/lib/validation/compile-validator'
import type { IssueLog } from './issue-log'
import type { RowReading } from './row-reading'

export type RowCounts = {
  /** Data rows, good and bad. */
  rows: number
  /** Rows that failed their check. */
  rejected: number
  /** Of the rejected: rows of which nobody knows which record they stand for. */
  unreadable: number
  /** Rows that are as last time, and were not staged. */
  passedOver: number
  /** Rows whose key stands in a row before. */
  duplicates: number
  /** Of the rows passed over: those that have to be looked at all the same. */
  lookAgain: number
}

export const noRows: Readonly<RowCounts> = {
  rows: 0,
  rejected: 0,
  unreadable: 0,
  passedOver: 0,
  duplicates: 0,
  lookAgain: 0,
}

export type RowTaker = {
  /** Takes the rows of a block. */
  takeBlock(block: RowBlock): Promise<void>
  /** Takes a row that was read one by one; wait for the promise, if one is returned. */
  takeRow(line: number, cells: readonly string[], bad?: BadRowEvent): Promise<void> | undefined
  /** The second time: takes the rows of a block that were passed over and are marked. */
  takeAgain(block: RowBlock): Promise<void>
}

type Values = readonly (RosterValue | null)[]

type Tools = {
  readonly table: RosterTable
  readonly stage: Stage
  readonly keys: KeyTable
  readonly issues: IssueLog
  readonly counts: RowCounts
  /** Cells of the header; undefined: the file has none. */
  readonly width: number | undefined
  /** A column is missing: what the rows say is not all they say on other nights, and is not to be compared with that. */
  readonly saysLess?: boolean
}

/** Makes the taker of a file's rows. */
export function rowTaker(
  reading: RowReading,
  { table, stage, keys, issues, counts, width, saysLess = false }: Tools,
): RowTaker {
  const { mapping, validator, settings, watched, naming } = reading
  const hashOf = (block: RowBlock, row: number) => (saysLess ? null : block.hash(row))
  const { head, named } = stage
  const plain = width === undefined ? undefined : compilePlainRow(table, mapping, settings, { width, head, named })

  const reject = (line: number, values: Values, key: readonly string[] | undefined) => {
    counts.rejected++
    if (!key) counts.unreadable++
    return key ? stage.write({ line, values, hash: null, rejected: true, deactivates: false }) : undefined
  }
  const meetAgain = (key: readonly string[]) => {
    counts.duplicates++
    if (keys.lookAgain(key) === 'will') counts.lookAgain++
    keys.setDirty(key)
  }
  const keyOf = (values: Values): readonly string[] | undefined => {
    const key = validator.keyOf(values)
    return key?.every((part) => !part.includes('\uFFFD')) ? key : undefined
  }

  const namesLost = (values: Values) =>
    naming.some(({ index }) => [values[index]].flat().some((name) => name != null && keys.mayBeLost(String(name))))

  /**
   * A row whose cells are where they belong.
   * @param rawKey under which the row has been met already.
   * @param met whether another row was met under it before.
   */
  const check = (
    line: number,
    cells: readonly string[],
    hash: bigint | null,
    rawKey?: readonly string[],
    met = false,
  ) => {
    let repeats = met
    const { values, ok, deactivates, issues: found } = validator.check(mapping.apply(cells), line)
    const key = ok ? (validator.keyOf(values) ?? undefined) : keyOf(values)
    const isClean = found.length === 0 && !deactivates
    if (rawKey) {
      if (!isClean) keys.setDirty(rawKey)
    } else if (key) {
      const verdict = keys.see(key, isClean && hash !== null ? hash : undefined, namesLost(values))
      if (verdict === 'same') return void counts.passedOver++
      if (verdict === 'duplicate') meetAgain(key)
      repeats = verdict === 'duplicate'
    }
    for (const issue of found) issues.add(issue)
    return ok ? stage.write({ line, values, hash, rejected: false, deactivates, repeats }) : reject(line, values, key)
  }

  return {
    async takeBlock(block) {
      counts.rows += block.read
      counts.passedOver += block.same
      for (let row = 0; row < block.count; row++) {
        const verdict = block.verdict(row)
        if (plain && (verdict === 'new' || verdict === 'changed')) {
          const isTaken = stage.writePlain(plain, block, row)
          if (isTaken === true) continue
          if (isTaken) {
            await isTaken
            continue
          }
        }
        const cells = block.cells(row)
        const rawKey = verdict === 'unclear' ? undefined : watched.key?.map((position) => cells[position] ?? '')
        if (verdict === 'duplicate' && rawKey) meetAgain(rawKey)
        const behind = check(block.line(row), cells, hashOf(block, row), rawKey, verdict === 'duplicate')
        if (behind) await behind
      }
    },
    takeRow(line, cells, bad) {
      counts.rows++
      if (!bad) return check(line, cells, null)
      issues.add(bad.issue)
      const values = hasItsCells(bad, width) ? validator.check(mapping.apply(cells), line).values : []
      const key = keyOf(values)
      if (key && keys.see(key, undefined) === 'duplicate') meetAgain(key)
      return reject(line, values, key)
    },
    async takeAgain(block) {
      for (let row = 0; row < block.count; row++) {
        const cells = block.cells(row)
        const line = block.line(row)
        const { values, ok, deactivates, issues: found } = validator.check(mapping.apply(cells), line)
        const key = keyOf(values)
        if (block.verdict(row) === 'unclear' && !(key && keys.takeLook(key))) continue
        counts.passedOver--
        counts.lookAgain--
        for (const issue of found) issues.add(issue)
        if (key && found.length > 0) keys.setDirty(key)
        const behind = ok
          ? stage.write({ line, values, hash: hashOf(block, row), rejected: false, deactivates })
          : reject(line, values, key)
        if (behind) await behind
      }
    },
  }
}

/** Damage within a cell leaves the others where they are. A wrong quote or number of cells does not. */
export function hasItsCells({ cells, issue }: BadRowEvent, width: number | undefined): boolean {
  const isLocal = ['row-encoding', 'row-nul', 'row-cell-too-long'].includes(issue.code)
  return isLocal && cells.length === width
}
