// What a replay or a shadow run found to differ, as it is read, a page at a time; and what it would change in the roster.
import { z } from 'zod'
import type { ImportType } from '@/lib/import-types/import-type'
import type { Issue } from '@/lib/issues/issue'
import { db, type Prisma } from '@/lib/platform/db'
import type { Change } from './change-sources'
import { rosterDifferenceKinds, rowDifferenceKinds, type DifferenceKind } from './difference-kinds'
import { keyText, recordData, type RecordData } from './record-data'
import { typesOfRun } from './run-types'
import { rosterTableOf } from './table-names'

export type RunDifference = {
  /** Its place among the differences of the run, counted from 1. */
  readonly sequence: number
  readonly kind: DifferenceKind
  readonly file: string
  readonly importType: string
  /** Null: no row says so. */
  readonly line: number | null
  readonly key: string
  /** Of a row that differs, the fields that do; else the row or the record. Null: there is none. */
  readonly before: RecordData | null
  readonly after: RecordData | null
  /** Why one of the two rejects the row. */
  readonly reasons: readonly Issue[]
}

export type DifferenceFilter = {
  readonly kinds?: readonly DifferenceKind[]
  /** The sequence of the last one already seen. */
  readonly after?: number
  readonly limit?: number
}

const LIMIT_DEFAULT = 50
const LIMIT_MAX = 1001

/** Differences of a run, those to be looked at first first. The caller has checked that the run may be seen. */
export async function runDifferences(
  runId: string,
  { kinds = rowDifferenceKinds, after = 0, limit = LIMIT_DEFAULT }: DifferenceFilter = {},
): Promise<RunDifference[]> {
  const rows = await db.runDifference.findMany({
    where: { runId, kind: { in: [...kinds] }, sequence: { gt: after } },
    orderBy: { sequence: 'asc' },
    take: Math.min(limit, LIMIT_MAX),
  })
  const types = await typesOfRun(runId)
  return rows.map((row) => toDifference(row, types))
}

const keySchema = z.array(z.string())

function toDifference(row: Prisma.RunDifferenceModel, types: readonly ImportType[]): RunDifference {
  const { sequence, file, importType, line } = row
  const type = types.find(({ name }) => name === importType)
  return {
    ...{ sequence, file, importType, line, kind: row.kind as DifferenceKind },
    key: keyText(keySchema.parse(row.key)),
    ...{ before: dataOf(type, row.before), after: dataOf(type, row.after) },
    reasons: row.reasons as unknown as Issue[],
  }
}

/** The columns that are kept, by the names of their fields. */
function dataOf(type: ImportType | undefined, image: Prisma.JsonValue): RecordData | null {
  if (image === null || typeof image !== 'object' || Array.isArray(image) || !type) return null
  const table = rosterTableOf(type)
  const names = new Set(
    table.columns.filter(({ column }) => Object.hasOwn(image, column)).map(({ field }) => field.name),
  )
  return Object.fromEntries(Object.entries(recordData(table, image)).filter(([name]) => names.has(name)))
}

/** What the run would change in the roster, in the form of what a run has changed. */
export async function wouldBeChanges(
  runId: string,
  { kind, after, take }: { kind?: string; after?: string; take: number },
): Promise<{ change: Change; cursor: string }[]> {
  const kinds = rosterDifferenceKinds.filter((candidate) => kind === undefined || candidate === kind)
  const found = await runDifferences(runId, {
    kinds,
    limit: take,
    after: /^\d{1,9}$/.test(after ?? '') ? Number(after) : 0,
  })
  return found.map(({ sequence, importType, key, line, before, after: then, kind: found }) => ({
    change: { kind: found as Change['kind'], importType, key, line, before, after: then },
    cursor: String(sequence),
  }))
}
