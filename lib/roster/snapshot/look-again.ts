// Rows that were passed over because they are as last time, and must be looked at all the same: somebody else changed
// their record, what they refer to has gone, or a value that must be unique stands in another row now.
import type pg from 'pg'
import { readLocal } from '@/lib/platform/local-files'
import { log } from '@/lib/platform/log'
import { inBatches } from '../in-batches'
import { stageOf } from '../stage'
import { qualified, quoted, type FieldColumn, type RosterTable } from '../table-names'
import { lostValuesOf } from './lost-references'
import type { Snapshot } from './snapshot'
import { keyListName, type StoredSnapshot } from './stored-snapshot'

export type LookAgain = {
  /** Rows of the file that are to be read again. */
  readonly rows: number
  /** Keys whose records others have changed and that no row of the file stands for. */
  readonly absent: readonly (readonly string[])[]
}

/** What was read of the file. */
export type FileRead = {
  /** The columns the file fills. */
  readonly filled: readonly FieldColumn[]
  /** The fields whose lost values were told to lib/delta as it read the rows. */
  readonly namesTold: ReadonlySet<string>
  /** Keys that no row stands for are not gone: the file is not full, or nothing is deactivated. */
  readonly unseenStay: boolean
}

/**
 * Marks in the snapshot's table the rows to be looked at again. The client's transaction must hold the lock of account
 * and type, and the rows that are not as last time must be staged.
 */
export async function markLookAgain(client: pg.ClientBase, snapshot: Snapshot, read: FileRead): Promise<LookAgain> {
  const { of, keys, known } = snapshot
  let rows = 0
  const absent: string[][] = []
  if (!known) return { rows, absent }
  const { accountId, table } = of
  for await (const batch of changedElsewhere(client, accountId, table, known)) {
    for (const { key } of batch) {
      const answer = keys.lookAgain(key)
      if (answer === 'will') rows++
      if (answer !== 'absent') continue
      absent.push(key)
      // Its row, when it comes again, may say what it said last time: the record does not any more.
      keys.setDirtyIfKnown(key)
    }
  }
  const statements = [...(await lostReferences(client, snapshot, read)), ...sharedValues(accountId, table, read.filled)]
  for (const { sql, values } of statements) {
    // Not read through a cursor at once: the server scans a whole table with one process only for that.
    await client.query('drop table if exists pg_temp.look_again')
    await client.query(`create temporary table look_again on commit drop as ${sql}`, values)
    for await (const batch of inBatches<{ key: string[] }>(client, 'select key from pg_temp.look_again')) {
      for (const { key } of batch) {
        const answer = keys.lookAgain(key)
        if (answer === 'will') rows++
        else if (answer === 'absent') keys.setDirtyIfKnown(key)
      }
    }
  }
  return { rows, absent }
}

/**
 * The keys no row of the file stands for: those that were in the last one, and those others have changed.
 * To be asked once the file has been read.
 */
export async function* absentKeys(
  client: pg.ClientBase,
  snapshot: Snapshot,
  changedElsewhere: readonly (readonly string[])[],
): AsyncGenerator<readonly (readonly string[])[]> {
  if (changedElsewhere.length > 0) yield changedElsewhere
  const { of, keys, known, keyList } = snapshot
  const expected = keys.unseenCount()
  if (expected === 0) return
  const name = keyListName(of, keyList?.id ?? known?.keyList ?? '')
  const list = await readLocal(name, keyList?.appender.length ?? known?.keyListBytes)
  let found = 0
  for await (const batch of list ? keys.unseen(list) : []) {
    found += batch.length
    yield batch
  }
  if (found === expected) return
  log.warn({ template: of.templateId, expected, found }, 'the key list of a snapshot is damaged')
  snapshot.isDamaged = true
  yield* absentRecords(client, snapshot)
}

/** The same by the template's own records, when the key list cannot be trusted. */
async function* absentRecords(client: pg.ClientBase, { of, keys }: Snapshot): AsyncGenerator<string[][]> {
  const { table, accountId, templateId } = of
  const sql = `select ${keyOf(table)} as key from ${qualified(table)} r
    where r.account_id = $1 and r.template_id = $2 and r.state = 'active'`
  for await (const batch of inBatches<{ key: string[] }>(client, sql, [accountId, templateId])) {
    yield batch.map(({ key }) => key).filter((key) => keys.lookAgain(key) === 'absent')
  }
}

type Statement = { readonly sql: string; readonly values: unknown[] }

function changedElsewhere(client: pg.ClientBase, accountId: string, table: RosterTable, known: StoredSnapshot) {
  return inBatches<{ key: string[] }>(
    client,
    `select distinct key from roster.changes where account_id = $1 and import_type = $2 and sequence > $3`,
    [accountId, table.type.name, known.seen.changes],
  )
}

/** The key of the record `r`, as roster.changes has it. */
const keyOf = (table: RosterTable) => `array[${table.key.map(({ column }) => `r.${quoted(column)}::text`).join(', ')}]`

/** Records that name a lost value, where the rows that do so were not found as the file was read. */
async function lostReferences(
  client: pg.ClientBase,
  { of: { accountId, table }, keys, lost }: Snapshot,
  { filled, namesTold, unseenStay }: FileRead,
): Promise<Statement[]> {
  const statements: Statement[] = []
  // A key that stays although its row did not come may come again with what it says today.
  const allAreTold = !unseenStay || keys.unseenCount() === 0
  // Such a key may also come again with a column that the file leaves out tonight.
  const { columns } = allAreTold ? { columns: filled } : table
  for (const column of columns) {
    const isTold = lost.areKnown && namesTold.has(column.field.name) && allAreTold
    if (!lost.fields.has(column.field.name) || isTold) continue
    const name = `r.${quoted(column.column)}`
    // Not &&: it compares every value with every other.
    const names =
      column.sqlType === 'text[]'
        ? `cross join lateral unnest(${name}) n(value)`
        : `cross join lateral (select ${name}::text as value) n`
    statements.push({
      sql: `select distinct ${keyOf(table)} as key from ${qualified(table)} r ${names}
        where r.account_id = $1 and r.state = 'active' and ${name} is not null and n.value = any($2::text[])`,
      values: [accountId, await lostValuesOf(client, column)],
    })
  }
  return statements
}

/** Records that have a value which must be unique, and which another row of the file has now. */
function sharedValues(accountId: string, table: RosterTable, filled: readonly FieldColumn[]): Statement[] {
  const isKey = (column: FieldColumn) => table.key.length === 1 && table.key.includes(column)
  const unique = filled.filter((column) => column.field.unique && !isKey(column))
  return unique.map(({ column }) => ({
    sql: `
      select distinct ${keyOf(table)} as key from ${stageOf(table)} s
      join ${qualified(table)} r on r.account_id = $1 and r.state = 'active' and r.${quoted(column)} = s.${quoted(column)}
      where not s._rejected and not s._deactivates`,
    values: [accountId],
  }))
}
