// References that named no record when their file was imported, looked at again when a file with such records is applied:
// orgs.csv often comes minutes after users.csv. What is named now is settled; nobody has to do anything about it.
//
// Of two files that are applied at the same time each might miss the other's records. So the looking, from here to the
// commit, is done by one run of an account at a time.
import type pg from 'pg'
import type { Catalogue } from '@/lib/import-types/catalogue'
import type { ImportType, Reference } from '@/lib/import-types/import-type'
import { qualified, quoted, rosterTableOf } from './table-names'

type Settling = {
  readonly accountId: string
  /** What the account may import. */
  readonly catalogue: Catalogue
  /** The run that is about to commit, its issues included. */
  readonly runId: string
  /** What its files hold. */
  readonly types: readonly ImportType[]
  readonly at: Date
  /** Runs that ended before are left as they are. */
  readonly since: Date
}

/**
 * Settles the references to records that are there now: those other runs reported and this run's files may have brought,
 * and those of this run that another file brought meanwhile. The client's transaction commits soon afterwards.
 * @returns how many values are settled.
 */
export async function settleReferences(client: pg.ClientBase, settling: Settling): Promise<number> {
  const { accountId, catalogue, runId, types, since } = settling
  await client.query(`select pg_advisory_xact_lock(hashtextextended('references ' || $1, 0))`, [accountId])
  const open = await openTypes(client, settling)
  const isOpen = ({ type }: Target) => open.has(type.name)
  const recent = { sql: 'r.finished_at > $4', value: since }
  const own = { sql: 'r.id = $4', value: runId }
  let settled = 0
  for (const target of targetsWithin(types, catalogue).filter(isOpen))
    settled += await settle(client, target, settling, recent)
  for (const target of targetsNamedBy(types, catalogue).filter(isOpen))
    settled += await settle(client, target, settling, own)
  return settled
}

/** A run is undone: what it had settled is open again, unless settleReferences finds the records all the same. */
export async function reopenReferences(client: pg.ClientBase, runId: string): Promise<void> {
  await client.query(`update run_issues set settled_at = null, settled_by_run_id = null where settled_by_run_id = $1`, [
    runId,
  ])
}

/** The import types whose records are missed. On most days there are none, and nothing is left to be done. */
async function openTypes(client: pg.ClientBase, { accountId, runId, since }: Settling): Promise<Set<string>> {
  const { rows } = await client.query<{ type: string }>(
    `select distinct i.params->>'importType' as type from runs r join run_issues i on i.run_id = r.id
     where r.account_id = $1 and r.state = 'applied' and (r.finished_at > $2 or r.id = $3) and i.settled_at is null
       and i.code in ('value-reference', 'value-reference-kind')`,
    [accountId, since, runId],
  )
  return new Set(rows.map(({ type }) => type))
}

/** A field of a type that others refer to, and what its record has to be for that. */
type Target = {
  readonly type: ImportType
  readonly field: string
  readonly where?: { readonly field: string; readonly values: readonly string[] } | undefined
}

type Naming = { readonly from: ImportType; readonly reference: Reference }

function referencesOf(types: readonly ImportType[]): Naming[] {
  return types.flatMap((from) => from.fields.flatMap(({ reference }) => (reference ? [{ from, reference }] : [])))
}

function targetsWithin(types: readonly ImportType[], catalogue: Catalogue): Target[] {
  const names = new Set(types.map(({ name }) => name))
  return distinct(
    referencesOf(catalogue.types).filter(({ reference }) => names.has(reference.importType)),
    catalogue,
  )
}

function targetsNamedBy(types: readonly ImportType[], catalogue: Catalogue): Target[] {
  return distinct(referencesOf(types), catalogue)
}

function distinct(found: readonly Naming[], catalogue: Catalogue): Target[] {
  const targets = new Map<string, Target>()
  for (const { reference } of found) {
    const type = catalogue.named(reference.importType)
    if (!type) continue
    const { field, where } = reference
    targets.set(JSON.stringify([type.name, field]), { type, field })
    if (where) targets.set(JSON.stringify([type.name, field, where]), { type, field, where })
  }
  return [...targets.values()]
}

async function settle(
  client: pg.ClientBase,
  { type, field, where }: Target,
  { accountId, at }: Settling,
  runs: { sql: string; value: unknown },
): Promise<number> {
  const table = rosterTableOf(type)
  const columnOf = (name?: string) => table.columns.find((column) => column.field.name === name)?.column
  const target = columnOf(field)
  const kind = columnOf(where?.field)
  if (!target || (where && !kind)) return 0
  // The record was not there at all, or it was there and of another kind.
  const [code, params] = where
    ? ['value-reference-kind', { importType: type.name, other: where.field, allowed: where.values }]
    : ['value-reference', { importType: type.name, field }]
  const { rowCount } = await client.query(
    `update run_issues i set settled_at = $2, settled_by_run_id = t.last_run
     from runs r, ${qualified(table)} t
     where r.id = i.run_id and r.account_id = $1 and r.state = 'applied' and ${runs.sql}
       and i.settled_at is null and i.code = '${code}' and i.params @> $3::jsonb
       and t.account_id = $1 and t.state = 'active' and t.${quoted(target)}::text = i.value collate "C"
       ${kind ? `and t.${quoted(kind)} = any($5::text[])` : ''}`,
    [accountId, at, JSON.stringify(params), runs.value, ...(kind ? [where?.values] : [])],
  )
  return rowCount ?? 0
}
