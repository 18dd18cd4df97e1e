// How much of the roster's history a run has seen. The sequences of one account and type are given out under a lock
// (lock.ts), so whatever is committed later has a higher one than whatever could be seen before.
import type pg from 'pg'
import { typeReferredTo } from '@/lib/import-types/catalogue'
import type { ImportType } from '@/lib/import-types/import-type'
import { qualified, rosterTableOf, type RosterTable } from '../table-names'
import type { Seen } from './stored-snapshot'

type SeenInput = {
  readonly accountId: string
  readonly table: RosterTable
  readonly releasedTemplates: readonly string[]
}

/** What can be seen now of the changes of a type and of the types it refers to. */
export async function seenNow(client: pg.ClientBase, of: SeenInput): Promise<Seen> {
  const { accountId, table, releasedTemplates } = of
  const references: Record<string, string | null> = {}
  for (const name of referredTypes(table)) {
    const isToldOf = name === table.type.name || (await hasRecords(client, accountId, typeReferredTo(table.type, name)))
    references[name] = isToldOf ? await lastSequence(client, accountId, name) : null
  }
  const changes = await lastSequence(client, accountId, table.type.name)
  return { changes, references, releasedTemplates: releasedTemplates.toSorted() }
}

/**
 * Whether what was concluded then may be concluded now, but for single records: no template was deleted since, which
 * would leave records to be adopted, and no type referred to has got its first records, which makes missing ones worth
 * a warning.
 */
export function isSeenStill(then: Seen, now: Seen): boolean {
  const hasAppeared = Object.entries(now.references).some(
    ([name, sequence]) => sequence !== null && (then.references[name] ?? null) === null,
  )
  return !hasAppeared && then.releasedTemplates.join() === now.releasedTemplates.join()
}

/** The types that fields of this one refer to, by name. */
export function referredTypes(table: RosterTable): string[] {
  const names = table.columns.flatMap(({ field }) => (field.reference ? [field.reference.importType] : []))
  return [...new Set(names)].filter((name) => typeReferredTo(table.type, name) !== undefined)
}

async function hasRecords(client: pg.ClientBase, accountId: string, type: ImportType | undefined): Promise<boolean> {
  if (!type) return false
  const { rows } = await client.query(
    `select from ${qualified(rosterTableOf(type))} where account_id = $1 and state = 'active' limit 1`,
    [accountId],
  )
  return rows.length > 0
}

/** The highest sequence of an account's changes of a type; "0" if there is none. */
export async function lastSequence(client: pg.ClientBase, accountId: string, importType: string): Promise<string> {
  const { rows } = await client.query<{ last: string | null }>(
    `select max(sequence)::text as last from roster.changes where account_id = $1 and import_type = $2`,
    [accountId, importType],
  )
  return rows[0]?.last ?? '0'
}
