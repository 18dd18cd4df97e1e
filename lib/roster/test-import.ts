// For tests only: a whole import of rows given as values, without a file, and the roster as it stands afterwards.
import { hash, randomUUID } from 'node:crypto'
import type { ImportType } from '@/lib/import-types/import-type'
import type { Issue } from '@/lib/issues/issue'
import { clientOf, inTransaction, query } from '@/lib/platform/db'
import type { RosterValue } from '@/lib/validation/roster-value'
import { applyChanges } from './apply'
import { rejectDuplicateKeys, rejectRepeatedValues } from './duplicates'
import { lockRecords } from './lock'
import { planChanges, type Plan, type PlanInput } from './plan'
import { findReferenceIssues } from './references'
import { openStage } from './stage'
import type { StagedRow } from './staged-row'
import { qualified, rosterTableOf } from './table-names'

export type TestRow = {
  readonly values: readonly (RosterValue | null)[]
  readonly rejected?: boolean
  readonly deactivates?: boolean
}

export type TestImport = Partial<Omit<PlanInput, 'filled'>> & {
  readonly accountId: string
  /** Names of the fields the file fills; all if absent. */
  readonly fills?: readonly string[]
  readonly runId?: string
  readonly tolerance?: 'tolerant' | 'strict'
}

export type Imported = { readonly plan: Plan; readonly issues: Issue[]; readonly runId: string }

/** Line numbers begin with 2, as after a header. */
export async function importRows(type: ImportType, rows: readonly TestRow[], options: TestImport): Promise<Imported> {
  const table = rosterTableOf(type)
  const filled = table.columns.filter(({ field }) => options.fills?.includes(field.name) ?? true)
  const runId = options.runId ?? randomUUID()
  const issues: Issue[] = []
  const plan = await inTransaction(async (tx) => {
    const client = await clientOf(tx)
    const stage = await openStage(client, table)
    for (const [index, { values, rejected = false, deactivates = false }] of rows.entries()) {
      const row: StagedRow = {
        line: index + 2,
        values,
        hash: contentHash(filled.map(({ index }) => values[index])),
        rejected,
        deactivates,
      }
      await stage.write(row)
    }
    await stage.close()
    await lockRecords(client, options.accountId, type.name)
    const columnOf = (field: string) => `column ${field}`
    await rejectDuplicateKeys(client, table, options.tolerance ?? 'tolerant', (issue) => issues.push(issue))
    await rejectRepeatedValues(client, table, columnOf, (issue) => issues.push(issue))
    const references = await findReferenceIssues(client, table, filled, options.accountId, columnOf)
    issues.push(...references.issues)
    const input = {
      ...{
        templateId: null,
        mode: 'full' as const,
        releasedTemplates: [],
        newerRuns: [],
        withholdDeactivations: false,
      },
      ...options,
      filled,
    }
    const planned = await planChanges(client, table, input)
    await applyChanges(client, table, { ...input, runId, at: new Date() }, planned)
    return planned
  })
  return { plan, issues, runId }
}

/** Every record of an account with everything Rollcall keeps of it, to compare before with after. */
export function recordsOf(type: ImportType, accountId: string): Promise<Record<string, unknown>[]> {
  const table = rosterTableOf(type)
  const key = table.key.map(({ column }) => column).join(', ')
  return query(`select r.*, r.xmin::text as version from ${qualified(table)} r where account_id = $1 order by ${key}`, [
    accountId,
  ])
}

/** Any function of what a row says. */
function contentHash(values: unknown): bigint {
  return BigInt.asUintN(60, BigInt(`0x${hash('sha256', JSON.stringify(values)).slice(0, 16)}`))
}
