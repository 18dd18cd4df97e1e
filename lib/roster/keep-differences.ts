// What a comparison found, written to where the page reads it: so many of each kind, in the order of the file. Of a row
// that differs the fields that do are kept; of the roster's changes the whole record.
import type pg from 'pg'
import {
  AFTER,
  DIFFERING_RECORDS,
  DIFFERING_ROWS,
  recordJoin,
  valuePairs,
  type ComparedStages,
  type StageCounts,
} from './compare-stages'
import { DIFFERENCES_KEPT_MAX, rowDifferenceKinds, type DifferenceKind } from './difference-kinds'
import type { Plan } from './plan'
import { DEPARTED, PLANNED, sameKey } from './planned-tables'
import { keyOf } from './record-key'
import { stageOf } from './stage'
import { qualified, quoted, type FieldColumn, type RosterTable } from './table-names'

/** Where the differences of a file are kept. */
export type Keeping = {
  readonly runId: string
  readonly file: string
  readonly table: RosterTable
  /** Sequences given so far in the run. */
  readonly kept: { count: number }
}

/** Keeps the rows and records in which the two readings differ (compare-stages.ts). */
export async function keepRowDifferences(
  client: pg.ClientBase,
  keeping: Keeping,
  what: ComparedStages,
  counts: StageCounts['kinds'],
): Promise<void> {
  const { table } = keeping
  const stage = stageOf(table)
  const values = valuePairs(table, what).map(({ column, a, b }) => `('${column}', to_jsonb(${a}), to_jsonb(${b}))`)
  const differing = `lateral (
    select jsonb_object_agg(v.name, v.a) as before, jsonb_object_agg(v.name, v.b) as after
    from (values ${values.join(', ')}) v(name, a, b)
    where case d.kind when 'newly-rejected' then v.a is not null when 'newly-accepted' then v.b is not null
      else v.a is distinct from v.b end) f`
  const keys = table.key.map(({ column }) => quoted(column))
  for (const kind of rowDifferenceKinds.filter((one) => counts[one] > 0)) {
    const before = kind === 'newly-accepted' ? 'null::jsonb' : 'f.before'
    const after = kind === 'newly-rejected' ? 'null::jsonb' : 'f.after'
    const side = kind === 'newly-rejected' ? 'a' : 'b'
    await keep(
      client,
      keeping,
      kind,
      `select d._line as line, ${keyOf(table, side)} as key, ${before} as before, ${after} as after
       from (select _line, kind from ${DIFFERING_ROWS} where kind = '${kind}' order by _line limit ${DIFFERENCES_KEPT_MAX}) d
       left join ${stage} a on a._line = d._line left join ${AFTER} b on b._line = d._line
       ${recordJoin(table, what)} cross join ${differing}
       union all
       select null, ${keyOf(table, 'd')}, ${imageOf('r')}, null from ${DIFFERING_RECORDS} d
       join ${qualified(table)} r on r.account_id = $4 and ${keys.map((key) => `d.${key} = r.${key}`).join(' and ')}
       where d.kind = '${kind}'`,
      [what.accountId],
    )
  }
}

/** Keeps what the plan would change in the roster; the staged rows it was made from are set aside. */
export async function keepRosterDifferences(
  client: pg.ClientBase,
  keeping: Keeping,
  { accountId, filled }: { accountId: string; filled: readonly FieldColumn[] },
  plan: Plan,
): Promise<void> {
  const { table } = keeping
  const own = `array['_line', '_hash', '_rejected', '_deactivates', '_repeated']`
  const names = `array[${filled.map(({ column }) => `'${column}'`).join(', ')}]::text[]`
  const said = `(select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(to_jsonb(s) - ${own}) e where e.key = any(${names}))`
  const key = keyOf(table, 's')
  const rows = (kinds: string) =>
    plan.isFirst
      ? `(select *, 'added' as _kind from ${AFTER} where not _rejected and not _repeated and not _deactivates) s`
      : `(select s.*, p._kind from ${AFTER} s join ${PLANNED} p using (_line) where p._kind in (${kinds})) s`
  const record = `left join ${qualified(table)} r on r.account_id = $4 and ${sameKey(table, 's', 'r')}`
  const sources = {
    added: `select s._line as line, ${key} as key, null::jsonb as before,
      coalesce(${imageOf('r')}, '{}') || (${said}) as after from ${rows(`'added', 'returned'`)} ${record}`,
    changed: `select s._line as line, ${key} as key, ${imageOf('r')} as before, ${imageOf('r')} || (${said}) as after
      from ${rows(`'changed'`)} ${record} where s._kind = 'changed'`,
    deactivated: `select s._line as line, ${key} as key, ${imageOf('r')} as before, null::jsonb as after
      from ${rows(`'deactivated'`)} ${record} where s._kind = 'deactivated'
      union all select null, ${keyOf(table, 'r')}, ${imageOf('r')}, null from ${DEPARTED} d
      join ${qualified(table)} r on r.account_id = $4 and ${sameKey(table, 'd', 'r')}`,
  }
  for (const kind of ['added', 'changed', 'deactivated'] as const) {
    if (plan[kind] > 0) await keep(client, keeping, kind, sources[kind], [accountId])
  }
}

/** The columns of a record, without those that are Rollcall's own. */
const imageOf = (alias: string) =>
  `(to_jsonb(${alias}) - array['account_id', 'template_id', 'state', 'row_hash', 'first_run', 'last_run', 'last_line', 'changed_at'])`

async function keep(
  client: pg.ClientBase,
  { runId, file, table, kept }: Keeping,
  kind: DifferenceKind,
  found: string,
  values: readonly unknown[],
): Promise<void> {
  const { rowCount } = await client.query(
    `insert into run_differences (run_id, sequence, kind, file, import_type, line, key, before, after)
     select $1::uuid, ${kept.count} + row_number() over (order by line nulls last, key), '${kind}', $2, $3, line, key, before, after
     from (select * from (${found}) found order by line nulls last, key limit ${DIFFERENCES_KEPT_MAX}) d`,
    [runId, file, table.type.name, ...values],
  )
  kept.count += rowCount ?? 0
}

/** Why one of the two readings rejects a row, as JSON, by its line. */
export async function keepReasons(
  client: pg.ClientBase,
  { runId, file }: Keeping,
  kind: 'newly-rejected' | 'newly-accepted',
  reasons: readonly { readonly line: number; readonly issues: readonly object[] }[],
): Promise<void> {
  await client.query(
    `update run_differences d set reasons = found.issues
     from jsonb_to_recordset($1::jsonb) as found(line int, issues jsonb)
     where d.run_id = $2 and d.file = $3 and d.kind = '${kind}' and d.line = found.line`,
    [JSON.stringify(reasons), runId, file],
  )
}
