// Two readings of one file, row by row: what the version of a template that there is made of each line, and what an edited
// one makes of it. Both are staged, and compared where they lie; nothing of the roster is written.
//
// A field that only one of the two fills is compared with what the record holds, because the other leaves it as it is.
import pg from 'pg'
import { rowDifferenceKinds, type RowDifferenceKind } from './difference-kinds'
import { sameKey } from './planned-tables'
import { keyOf } from './record-key'
import { stageOf } from './stage'
import { qualified, quoted, type FieldColumn, type RosterTable } from './table-names'

/** What is known of one of the two readings, beside its rows. */
export type Reading = {
  /** The columns it fills. */
  readonly filled: readonly FieldColumn[]
  /** Records without a row are deactivated. */
  readonly deactivatesAbsent: boolean
}

export type ComparedStages = {
  readonly accountId: string
  readonly templateId: string | null
  readonly before: Reading
  readonly after: Reading
  /** The live run of the same bytes that has been applied already: its departures are counted as if they were still to come. */
  readonly liveRunId: string | null
}

/** The rows of the edited template, while those of the other one are staged. */
export const AFTER = 'pg_temp.staged_after'
/** Line and kind of each row that differs; key and kind of each record that does. */
export const DIFFERING_ROWS = 'pg_temp.differing_rows'
export const DIFFERING_RECORDS = 'pg_temp.differing_records'

/** Puts the staged rows aside, so that the same file can be staged once more. */
export async function setStageAside(client: pg.ClientBase, table: RosterTable): Promise<void> {
  await client.query(`alter table ${stageOf(table)} rename to staged_after`)
}

/** Makes an empty stage for a reading that could not be. */
export async function stageNothing(client: pg.ClientBase, table: RosterTable): Promise<void> {
  await client.query(`drop table if exists ${stageOf(table)}`)
  const name = stageOf(table).replace('pg_temp.', '')
  await client.query(`create temporary table ${name} on commit drop as table ${AFTER} with no data`)
}

/** Gives back what the comparison needed. */
export async function dropComparison(client: pg.ClientBase, table: RosterTable): Promise<void> {
  await client.query(`drop table if exists ${stageOf(table)}, ${AFTER}, ${DIFFERING_ROWS}, ${DIFFERING_RECORDS}`)
}

/** How many rows are the same, and how many of each kind differ. */
export type StageCounts = {
  /** Accepted by both, with the same values. */
  readonly same: number
  /** Of the staged rows of the version there is. */
  readonly rejectedBefore: number
  readonly kinds: Readonly<Record<RowDifferenceKind, number>>
}

/**
 * Finds the lines and records for which the two readings differ, and keeps them in temporary tables.
 * @param what.before of the rows that are staged; those of the edited template are set aside.
 */
export async function compareStages(
  client: pg.ClientBase,
  table: RosterTable,
  what: ComparedStages,
): Promise<StageCounts> {
  await findRows(client, table, what)
  await findRecords(client, table, what)
  const { rows } = await client.query<{ kind: RowDifferenceKind; count: number; rows: number }>(
    `select kind, count(*)::float8 as count, sum(is_row)::float8 as rows from (
       select kind, 1 as is_row from ${DIFFERING_ROWS} union all select kind, 0 from ${DIFFERING_RECORDS}
     ) differing group by 1`,
  )
  const rejectedBefore = await rejectedIn(client, table)
  const staged = await client.query<{ count: number }>(`select count(*)::float8 as count from ${stageOf(table)}`)
  const countOf = (kind: RowDifferenceKind) => rows.find((row) => row.kind === kind)?.count ?? 0
  const changedRows = rows.reduce((sum, row) => sum + (row.kind === 'newly-accepted' ? 0 : row.rows), 0)
  return {
    ...{ same: (staged.rows[0]?.count ?? 0) - rejectedBefore - changedRows, rejectedBefore },
    kinds: Object.fromEntries(rowDifferenceKinds.map((kind) => [kind, countOf(kind)])) as StageCounts['kinds'],
  }
}

/** How many of the staged rows are rejected. */
export async function rejectedIn(client: pg.ClientBase, table: RosterTable): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::float8 as count from ${stageOf(table)} where _rejected`,
  )
  return rows[0]?.count ?? 0
}

async function findRows(client: pg.ClientBase, table: RosterTable, what: ComparedStages): Promise<void> {
  const pairs = valuePairs(table, what)
  const isOther = pairs.length > 0 ? pairs.map(({ a, b }) => `${a} is distinct from ${b}`).join(' or ') : 'false'
  await client.query(
    `create temporary table differing_rows on commit drop as
     select * from (
       select _line, case
         when a._rejected is false and b._rejected is not false then 'newly-rejected'
         when b._rejected is false and a._rejected is not false then 'newly-accepted'
         when a._rejected is not false then null
         when b._deactivates and not a._deactivates then 'newly-deactivated'
         when a._deactivates and not b._deactivates then 'no-longer-deactivated'
         when ${isOther} then 'differs' end as kind
       from ${stageOf(table)} a full join ${AFTER} b using (_line) ${recordJoin(table, what)}
     ) judged where kind is not null`,
  )
}

/**
 * The record `r` of a row, where one of the two leaves a field as it is: as it stands, or, if the live run of the same bytes
 * has been applied, as it stood before that.
 */
export function recordJoin(table: RosterTable, what: ComparedStages): string {
  if (!usesRecord(what)) return ''
  const account = pg.escapeLiteral(what.accountId)
  const join = (alias: string) =>
    `left join ${qualified(table)} ${alias} on ${alias}.account_id = ${account} and ${sameKey(table, 'b', alias)}`
  if (what.liveRunId === null) return join('r')
  const live = pg.escapeLiteral(what.liveRunId)
  return `${join('now')}
    left join roster.changes k on k.account_id = ${account} and k.run_id = ${live}
      and k.import_type = ${pg.escapeLiteral(table.type.name)} and k.key = ${keyOf(table, 'now')}
    left join lateral jsonb_populate_record(null::${qualified(table)},
      case when now.first_run = ${live} then null else coalesce(k.before, to_jsonb(now)) end) r on true`
}

function usesRecord({ before, after }: ComparedStages): boolean {
  const isIn = (other: Reading) => (column: FieldColumn) => other.filled.includes(column)
  return !before.filled.every(isIn(after)) || !after.filled.every(isIn(before))
}

type ValuePair = { readonly column: string; readonly a: string; readonly b: string }

/** Each column with what the record would hold after the one and after the other. */
export function valuePairs(table: RosterTable, { before, after }: ComparedStages): ValuePair[] {
  return table.columns.flatMap((column) => {
    const inBefore = before.filled.includes(column)
    const inAfter = after.filled.includes(column)
    if (!inBefore && !inAfter) return []
    const name = quoted(column.column)
    return [{ column: column.column, a: `${inBefore ? 'a' : 'r'}.${name}`, b: `${inAfter ? 'b' : 'r'}.${name}` }]
  })
}

/**
 * Records that one of the two readings leaves out of its rows, and the other does not. What the live run added or brought
 * back is no such record: its row differs, and says so.
 */
async function findRecords(client: pg.ClientBase, table: RosterTable, what: ComparedStages): Promise<void> {
  const { accountId, templateId, before, after, liveRunId } = what
  const key = table.key.map(({ column }) => `r.${quoted(column)}`).join(', ')
  const [first] = table.key
  const names = table.key.map(({ column }) => quoted(column)).join(', ')
  const isAbsent = (reading: Reading, alias: string) =>
    reading.deactivatesAbsent && first ? `${alias}.${quoted(first.column)} is null` : 'false'
  // Joined, because a condition that looks for each record by itself may take the planner the square of the rows.
  const rowsOf = (stage: string, alias: string) =>
    `left join (select distinct ${names} from ${stage}) ${alias} on ${sameKey(table, alias, 'r')}`
  await client.query(
    `create temporary table differing_records on commit drop as
     select * from (
       select ${key}, ${isAbsent(before, 'a')} as gone_before, ${isAbsent(after, 'b')} as gone_after
       from ${qualified(table)} r ${rowsOf(stageOf(table), 'a')} ${rowsOf(AFTER, 'b')}
       where r.account_id = $1 and r.template_id = $2 and r.first_run is distinct from $3::uuid
         and (r.state = 'active' or (r.last_run = $3::uuid and r.last_line is null))
         and not ($3::uuid is not null and exists (select from roster.changes k where k.account_id = $1
           and k.run_id = $3 and k.import_type = $4 and k.kind in ('returned', 'adopted') and k.key = ${keyOf(table, 'r')}))
     ) judged where gone_before <> gone_after`,
    [accountId, templateId, liveRunId, table.type.name],
  )
  await client.query(`alter table ${DIFFERING_RECORDS} add column kind text`)
  await client.query(
    `update ${DIFFERING_RECORDS} set kind = case when gone_after then 'newly-deactivated' else 'no-longer-deactivated' end`,
  )
}
