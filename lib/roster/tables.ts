// The tables of schema roster, made from the import types: typed columns for developers who read them by SQL, and what
// Rollcall itself needs to know of a record. Tables and columns are added, never dropped or retyped.
import pg from 'pg'
import type { ImportType } from '@/lib/import-types/import-type'
import { connectClient } from '@/lib/platform/db'
import { ensureSnapshots } from './snapshot/stored-snapshot'
import { definitionOf, qualified, quoted, rosterTableOf, type FieldColumn, type RosterTable } from './table-names'

const LOCK = 'rollcall roster tables'

/** Room on each page for the next version of a row: half the write-ahead log of a night's changes (engine.md, 3). */
const FILLFACTOR = 90

/**
 * Makes the tables of these types and the history of changes, as far as they are missing. Callers at the same time wait
 * for each other; a second call finds nothing to do.
 * @throws Error if a column exists with another type than the declaration gives it.
 */
export async function ensureRosterTables(types: readonly ImportType[]): Promise<void> {
  const client = await connectClient()
  try {
    await client.query('begin')
    await lockRosterTables(client)
    await client.query('create schema if not exists roster')
    for (const type of types) {
      await ensureTable(client, rosterTableOf(type))
      await ensureLookups(client, rosterTableOf(type))
    }
    await ensureHistory(client)
    await ensureSnapshots(client)
    await client.query('commit')
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** Waits until nobody else makes or alters tables, and keeps others waiting until the client's transaction ends. */
export async function lockRosterTables(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_xact_lock(hashtext($1))', [LOCK])
}

/** Makes the table, or what of it is missing. */
export async function ensureTable(client: pg.ClientBase, table: RosterTable): Promise<void> {
  const existing = await columnsOf(client, table.name)
  if (existing.size === 0) return createTable(client, table)
  if (!existing.has('last_line')) await client.query(`alter table ${qualified(table)} add column last_line bigint`)
  for (const column of table.columns) {
    const found = existing.get(column.column)
    if (found === undefined) {
      await client.query(`alter table ${qualified(table)} add column ${definitionOf(table, column)}`)
      await explain(client, table, [column])
    } else if (found !== fullTypeName(column)) {
      throw new Error(
        `roster.${table.name}.${column.column} is ${found}, but ${table.type.name} says ${fullTypeName(column)}`,
      )
    }
  }
}

async function columnsOf(client: pg.ClientBase, table: string): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select column_name as name, case data_type when 'ARRAY' then 'text[]' else data_type end as type
     from information_schema.columns where table_schema = 'roster' and table_name = $1`,
    [table],
  )
  return new Map(rows.map(({ name, type }) => [name, type]))
}

const fullTypeName = ({ sqlType }: FieldColumn) => (sqlType === 'timestamptz' ? 'timestamp with time zone' : sqlType)

/**
 * Columns of fixed size stand first, then the key and what names other records: what a search through the whole table
 * looks at is found without walking over the texts of a person.
 */
async function createTable(client: pg.ClientBase, table: RosterTable): Promise<void> {
  const names = (column: FieldColumn) => (table.key.includes(column) ? 0 : column.field.reference ? 1 : 2)
  const fields = table.columns
    .toSorted((a, b) => names(a) - names(b))
    .map((column) => `${definitionOf(table, column)}${table.key.includes(column) ? ' not null' : ''}`)
  const key = table.key.map(({ column }) => quoted(column)).join(', ')
  await client.query(`
    create table ${qualified(table)} (
      account_id uuid not null,
      first_run uuid not null,
      last_run uuid not null,
      changed_at timestamptz not null,
      template_id uuid,
      last_line bigint,
      state text not null check (state in ('active', 'inactive')),
      row_hash bytea not null,
      ${fields.join(',\n      ')},
      primary key (account_id, ${key}) with (fillfactor = ${FILLFACTOR})
    ) with (fillfactor = ${FILLFACTOR})`)
  const texts = {
    template_id: 'The template that brought the record and may deactivate it; null: a one-time import',
    state: 'active, or inactive when the record has gone from the files',
    row_hash: 'Of the fields the last file filled',
    first_run: 'The run that added the record',
    last_run: 'The last run that changed it',
    last_line: 'The line of its file that made the record what it is; null when none did',
  }
  for (const [column, text] of Object.entries(texts)) {
    await client.query(`comment on column ${qualified(table)}.${column} is ${pg.escapeLiteral(text)}`)
  }
  await client.query(`comment on table ${qualified(table)} is ${pg.escapeLiteral(table.type.name)}`)
  await explain(client, table, table.columns)
}

/** Indexes for the fields by which records are looked up from others. Lists have none. */
async function ensureLookups(client: pg.ClientBase, table: RosterTable): Promise<void> {
  for (const { column, field, sqlType } of table.columns) {
    if (!field.lookup || sqlType === 'text[]') continue
    const name = quoted(`${table.name.slice(0, 30)}_${column.slice(0, 28)}_i`)
    await client.query(`create index if not exists ${name} on ${qualified(table)} (account_id, ${quoted(column)})`)
  }
}

/** The field's own name and title at its column, where developers look. */
async function explain(client: pg.ClientBase, table: RosterTable, columns: readonly FieldColumn[]): Promise<void> {
  for (const { column, field } of columns) {
    const text = pg.escapeLiteral(`${field.name}: ${field.title.en}`)
    await client.query(`comment on column ${qualified(table)}.${quoted(column)} is ${text}`)
  }
}

/**
 * What records were before a run changed them, whole, so that every run can be undone exactly. An added record has no
 * row here: its first_run tells. Adopted: unchanged, but from now on of the template that brought it. Removed and
 * restored: an undo took the record out of the table, or brought it back; before a record is restored there is none.
 */
async function ensureHistory(client: pg.ClientBase): Promise<void> {
  await client.query(`
    create table if not exists roster.changes (
      sequence bigint generated always as identity primary key,
      account_id uuid not null,
      run_id uuid not null,
      import_type text not null,
      kind text not null,
      key jsonb not null,
      before jsonb
    )`)
  await ensureKinds(client)
  await client.query('create index if not exists changes_by_run on roster.changes (run_id, sequence)')
  await client.query(
    'create index if not exists changes_by_record on roster.changes (account_id, import_type, key, sequence)',
  )
  await client.query('create index if not exists changes_by_type on roster.changes (account_id, import_type, sequence)')
  // Not by account and type: the planner would take it for lookups by key, and read every removed record for each.
  await client.query('drop index if exists roster.changes_removed')
  await client.query(
    `create index if not exists changes_removed_by_run on roster.changes (run_id, import_type) where kind = 'removed'`,
  )
  await client.query(`
    create table if not exists roster.not_reversed (
      run_id uuid not null,
      sequence bigint generated always as identity,
      account_id uuid not null,
      import_type text not null,
      key jsonb not null,
      reason text not null,
      changed_by uuid,
      primary key (run_id, sequence)
    )`)
  await client.query(`comment on table roster.not_reversed is 'Records an undo left as they are, and why'`)
}

/** The constraints of the history, also where an earlier version made the table with fewer kinds. */
async function ensureKinds(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query(
    `select from pg_constraint where conrelid = 'roster.changes'::regclass and conname = 'changes_absent_before'`,
  )
  if (rows.length > 0) return
  await client.query(`
    alter table roster.changes
      alter column before drop not null,
      drop constraint if exists changes_kind_check,
      add constraint changes_kind_check
        check (kind in ('changed', 'deactivated', 'returned', 'adopted', 'removed', 'restored')),
      add constraint changes_absent_before check ((before is null) = (kind = 'restored'))`)
}
