// Values that named a record when a template's file was read last, and do not any more. A row that names one may say what
// it said last time, and must be looked at all the same. The values are few or none, so they are found before the file is
// read: lib/delta then tells the rows that name one. What it cannot tell is looked for in the records (look-again.ts).
import type pg from 'pg'
import type { KeyTable } from '@/lib/delta/key-table'
import { typeReferredTo } from '@/lib/import-types/catalogue'
import { inBatches } from '../in-batches'
import { qualified, quoted, rosterTableOf, type FieldColumn, type RosterTable } from '../table-names'
import type { Seen } from './stored-snapshot'

/** Of more values the key table would take too many others for lost ones. */
const LOST_MAX = 1_000_000

const LOST = 'pg_temp.lost_values'

export type LostReferences = {
  /** The fields that named them. */
  readonly fields: ReadonlySet<string>
  /** Whether the key table knows the values: rows that name one are found while the file is read. */
  readonly areKnown: boolean
}

export const noLostReferences: LostReferences = { fields: new Set(), areKnown: true }

/**
 * Finds the lost values of every field that names others, and tells the key table of them.
 * @param since what was seen when the rows were looked at last.
 * @param now what can be seen: what is not, is found next time.
 */
export async function findLostReferences(
  client: pg.ClientBase,
  { accountId, table }: { readonly accountId: string; readonly table: RosterTable },
  { since, now }: { readonly since: Seen; readonly now: Seen },
  keys: KeyTable,
): Promise<LostReferences> {
  const changed = table.columns.filter(({ field: { reference } }) => {
    const then = reference && since.references[reference.importType]
    return then != null && then !== now.references[reference?.importType ?? '']
  })
  if (changed.length === 0) return noLostReferences
  await client.query(`drop table if exists ${LOST}`)
  await client.query('create temporary table lost_values (field text, value text) on commit drop')
  const fields = new Set<string>()
  let count = 0
  for (const column of changed) {
    const found = await collectLost(client, accountId, table, since, column)
    if (found > 0) fields.add(column.field.name)
    count += found
  }
  const areKnown = count <= LOST_MAX
  if (count > 0 && areKnown) {
    const lose = keys.lose(count)
    for await (const batch of inBatches<{ value: string }>(client, `select value from ${LOST}`)) {
      for (const { value } of batch) lose(value)
    }
  }
  return { fields, areKnown }
}

/** The lost values of a field, for the length of the transaction. */
export async function lostValuesOf(client: pg.ClientBase, { field }: FieldColumn): Promise<string[]> {
  const { rows } = await client.query<{ value: string }>(`select value from ${LOST} where field = $1`, [field.name])
  return rows.map(({ value }) => value)
}

/** Values that named a record of the kind meant, and do not any more. */
async function collectLost(
  client: pg.ClientBase,
  accountId: string,
  table: RosterTable,
  since: Seen,
  { field: { name, reference } }: FieldColumn,
): Promise<number> {
  const type = reference && typeReferredTo(table.type, reference.importType)
  if (!reference || !type) return 0
  const meant = rosterTableOf(type)
  const columnOf = (name?: string) => meant.columns.find(({ field }) => field.name === name)
  const target = columnOf(reference.field)
  if (!target) return 0
  const kind = columnOf(reference.where?.field)
  // A key stays what it is; it is lost only with its record.
  const isLostWithRecord = meant.key.includes(target) && !reference.where
  const kinds = isLostWithRecord
    ? ['deactivated', 'removed']
    : ['deactivated', 'removed', 'changed', 'adopted', 'returned']
  const isMeant = reference.where && kind ? `and m.${quoted(kind.column)} = any($7::text[])` : ''
  const values: unknown[] = [accountId, type.name, since.references[reference.importType], target.column, kinds, name]
  const { rowCount } = await client.query(
    `insert into ${LOST}
     select distinct $6, c.value from (
       select before ->> $4 as value from roster.changes
       where account_id = $1 and import_type = $2 and sequence > $3 and kind = any($5::text[])) c
     where c.value <> '' and not exists (
       select from ${qualified(meant)} m where m.account_id = $1 and m.state = 'active'
         and m.${quoted(target.column)} = c.value${target.sqlType === 'text' ? '' : `::${target.sqlType}`} ${isMeant})`,
    isMeant ? [...values, reference.where?.values] : values,
  )
  return rowCount ?? 0
}
