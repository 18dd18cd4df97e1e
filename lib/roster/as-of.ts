// The roster as it stood at a moment. Runs applied after it are taken as if they had not been: a record they changed was
// what the first of them kept of it, and one they added was not there. All other records stand as they do now.
import type { ImportType } from '@/lib/import-types/import-type'
import { now } from '@/lib/platform/clock'
import { db, query } from '@/lib/platform/db'
import { recordCondition, type RecordFilter, type RecordState } from './record-filter'
import { changesOf, hasKey, keyColumns, keyOf } from './record-key'
import type { RecordCounts, RecordRow } from './records'
import { qualified, quoted, rosterTableOf, type RosterTable } from './table-names'

/** A moment that has passed. */
export type Past = { readonly at: Date }

export type PastRefusal =
  /** The moment has not come yet. */
  | { readonly reason: 'future' }
  /** The history reaches back to `since` only. */
  | { readonly reason: 'history-gone'; readonly since: Date }

/** The moment as the questions below take it. */
export async function pastAt(
  accountId: string,
  at: Date,
): Promise<{ ok: true; past: Past } | { ok: false; refusal: PastRefusal }> {
  if (at > now()) return { ok: false, refusal: { reason: 'future' } }
  const refusal = await historyRefusal(accountId, at)
  return refusal ? { ok: false, refusal } : { ok: true, past: { at } }
}

/**
 * Whether what is needed to know the roster at a moment has been destroyed. To be asked after reading too: it may have
 * gone meanwhile.
 */
export async function historyRefusal(accountId: string, at: Date): Promise<PastRefusal | undefined> {
  const since = await historySince(accountId)
  return since && since > at ? { reason: 'history-gone', since } : undefined
}

/** When the last run ended whose history is gone; null: nothing is gone yet. */
async function historySince(accountId: string): Promise<Date | null> {
  const { _max } = await db.run.aggregate({
    where: { accountId, historyGoneAt: { not: null } },
    _max: { finishedAt: true },
  })
  return _max.finishedAt
}

/**
 * The runs that came after the moment $3, found anew in every statement: one that is applied while pages are read is one
 * of them.
 */
const laterRuns = `array(select id from runs
  where account_id = $1 and finished_at > $3 and state in ('applied', 'rolled-back'))`

/** What the first run after the moment kept of a record; $2 names the type. */
const firstKept = (key: string) => `(select k.sequence, k.before from ${changesOf(key)} k
  where k.run_id = any(${laterRuns}) order by k.sequence limit 1)`

/** A record that was there, and had not been added by a later run. */
const stood = `r.first_run is not null and r.first_run <> all(${laterRuns})`

/**
 * A page of the rows as they stood, as to_jsonb gives them, in the order of the key. Walks along the primary key and
 * looks each record's history up; records that an undo has taken out since are looked up by themselves.
 */
export async function rowsThatStood(
  accountId: string,
  table: RosterTable,
  { at }: Past,
  filter: RecordFilter,
  after: string | undefined,
  limit: number,
): Promise<RecordRow[]> {
  const values = [accountId, table.type.name, at]
  const here = recordCondition(table, filter, { after, keyOf: 'c', values })
  const gone = recordCondition(table, filter, { after, values })
  if (!here || !gone) return []
  const key = table.key.map(({ column }, index) => `r.${quoted(column)} as key_${index}`).join(', ')
  const name = qualified(table)
  // Both conditions have the same parameters.
  const rows = await query<{ record: RecordRow }>(
    `select record from (
       (select to_jsonb(r) as record, ${key} from ${name} c
        left join lateral ${firstKept(keyOf(table, 'c'))} l on true
        cross join lateral jsonb_populate_record(null::${name}, case when l.sequence is null then to_jsonb(c) else l.before end) r
        where c.account_id = $1 and ${stood} and ${here.text}
        order by ${keyColumns(table, 'c')} limit ${limit})
       union all
       (select to_jsonb(r), ${key} from ${removedSince(table)} g
        cross join lateral ${firstKept('g.key')} l
        cross join lateral jsonb_populate_record(null::${name}, l.before) r
        where ${stood} and ${gone.text}
        order by ${keyColumns(table, 'r')} limit ${limit})
     ) found order by ${table.key.map((_, index) => `key_${index}`).join(', ')} limit ${limit}`,
    here.values,
  )
  return rows.map(({ record }) => record)
}

/** The keys of records that were taken out after the moment and have not come back. */
const removedSince = (table: RosterTable) => `(select distinct k.key from roster.changes k
  where k.account_id = $1 and k.import_type = $2 and k.kind = 'removed' and k.run_id = any(${laterRuns})
    and not exists (select from ${qualified(table)} c where c.account_id = $1 and ${hasKey(table, 'c', 'k.key')}))`

/** How many records there were, by state. */
export async function countStood(accountId: string, table: RosterTable, { at }: Past): Promise<RecordCounts> {
  const rows = await query<{ state: RecordState; count: number }>(
    `with kept as materialized (
       select distinct on (k.key) k.key, k.before from roster.changes k
       where k.account_id = $1 and k.import_type = $2 and k.run_id = any(${laterRuns}) order by k.key, k.sequence
     )
     select state, count(*)::float8 as count from (
       select before ->> 'state' as state, (before ->> 'first_run')::uuid as first_run from kept where before is not null
       union all
       select c.state, c.first_run from ${qualified(table)} c
       where c.account_id = $1 and not exists (select from kept where kept.key = ${keyOf(table, 'c')})
     ) r where ${stood} group by state`,
    [accountId, table.type.name, at],
  )
  const countOf = (state: RecordState) => rows.find((row) => row.state === state)?.count ?? 0
  return { active: countOf('active'), inactive: countOf('inactive') }
}

/** The types of which an account had any records, with their number by state. */
export async function countAllStood(
  accountId: string,
  types: readonly ImportType[],
  past: Past,
): Promise<(RecordCounts & { type: ImportType })[]> {
  const touched = await query<{ import_type: string }>(
    `select distinct import_type from roster.changes where account_id = $1 and run_id in (
       select id from runs where account_id = $1 and finished_at > $2 and state in ('applied', 'rolled-back'))`,
    [accountId, past.at],
  )
  const changed = new Set(touched.map((row) => row.import_type))
  const counted = []
  for (const type of types) {
    const isKnown = changed.has(type.name) || (await hasRecords(accountId, rosterTableOf(type)))
    if (isKnown) counted.push({ type, ...(await countStood(accountId, rosterTableOf(type), past)) })
  }
  return counted.filter(({ active, inactive }) => active + inactive > 0)
}

async function hasRecords(accountId: string, table: RosterTable): Promise<boolean> {
  return (await query(`select from ${qualified(table)} where account_id = $1 limit 1`, [accountId])).length > 0
}
