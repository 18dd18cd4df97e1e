// Where the changes of a run are read from. What it changed or took out is kept (roster.changes); what it added is told
// by first_run, of the records there are and of those that an undo has taken out since. What a record became is the image
// kept by its next change, or the record as it stands.
import type { ImportType } from '@/lib/import-types/import-type'
import { query } from '@/lib/platform/db'
import { keyText, recordData, type RecordData } from './record-data'
import { changesOf, hasKey, keyColumns, keyOf } from './record-key'
import { qualified, rosterTableOf, type RosterTable } from './table-names'

export const changeKinds = ['added', 'changed', 'deactivated', 'removed'] as const
export type ChangeKind = (typeof changeKinds)[number]

export type Change = {
  /** Added: new, or active again after it was deactivated. Removed: taken out of the table by an undo. */
  readonly kind: ChangeKind
  readonly importType: string
  readonly key: string
  /** The line of the run's file that said so; null: no line did. */
  readonly line: number | null
  /** Null for what was added. */
  readonly before: RecordData | null
  /** Null for what was deactivated or removed. */
  readonly after: RecordData | null
}

/** A change, and where the reading of its source goes on after it. */
export type Placed = { readonly change: Change; readonly place: string }

export type RunOfType = { readonly runId: string; readonly accountId: string; readonly type: ImportType }

type Source = (
  run: RunOfType,
  kind: ChangeKind | undefined,
  after: string | undefined,
  take: number,
) => Promise<Placed[]>

/** The sources one after the other: first what was added, in the order of the key. */
export const changeSources = { key: addedAndThere, removed: addedAndGone, sequence: kept } satisfies Record<
  string,
  Source
>
export type SourceName = keyof typeof changeSources

/** Also the run whose undo brought a record back is no stranger to it: first_run comes back with the rest. */
const firstImage = `(select n.before from ${changesOf('k.key')} n
  where n.before ->> 'first_run' = $3::uuid::text order by n.sequence limit 1)`

type Image = Readonly<Record<string, unknown>>

function added(table: RosterTable, { runId, type }: RunOfType, key: string[], image: Image): Change {
  return {
    ...{ kind: 'added', importType: type.name, key: keyText(key), before: null },
    ...{ line: lineOf(image, runId), after: recordData(table, image) },
  }
}

/** The line is of the file of the run that made the record what it is. */
function lineOf(image: Image | null, runId: string): number | null {
  return image?.last_run === runId && typeof image.last_line === 'number' ? image.last_line : null
}

async function addedAndThere(run: RunOfType, kind: ChangeKind | undefined, after: string | undefined, take: number) {
  if (kind && kind !== 'added') return []
  const table = rosterTableOf(run.type)
  const columns = keyColumns(table, 'r')
  const values: unknown[] = [run.accountId, run.type.name, run.runId]
  const parts = keyIn(after, table)
  const placeholders = parts.map((part, index) => `$${values.push(part)}::${table.key[index]?.sqlType}`)
  const rows = await query<{ key: string[]; image: Image }>(
    `select k.key, coalesce(${firstImage}, to_jsonb(r)) as image
     from ${qualified(table)} r cross join lateral (select ${keyOf(table, 'r')} as key) k
     where r.account_id = $1 and r.first_run = $3 ${parts.length > 0 ? `and (${columns}) > (${placeholders.join(', ')})` : ''}
     order by ${columns} limit ${take}`,
    values,
  )
  return rows.map(({ key, image }) => ({ place: JSON.stringify(key), change: added(table, run, key, image) }))
}

/** What is no key begins at the beginning. */
function keyIn(text: string | undefined, table: RosterTable): string[] {
  try {
    const parts: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(parts) && parts.length === table.key.length ? (parts as string[]) : []
  } catch {
    return []
  }
}

/** The last undo that took a record out has its last image; undos of undos may have done so before. */
async function addedAndGone(run: RunOfType, kind: ChangeKind | undefined, after: string | undefined, take: number) {
  if (kind && kind !== 'added') return []
  const table = rosterTableOf(run.type)
  const rows = await query<{ sequence: string; key: string[]; image: Image }>(
    `with recursive undos as (
       select id from runs where rolls_back_run_id = $3
       union select r.id from runs r join undos on r.rolls_back_run_id = undos.id
     )
     select k.sequence, k.key, ${firstImage} as image
     from (
       select sequence, key, before from roster.changes
       where account_id = $1 and import_type = $2 and run_id in (select id from undos) and kind = 'removed' and sequence > $4
       order by sequence offset 0
     ) k
     where k.before ->> 'first_run' = $3::uuid::text
       and not exists (select from ${qualified(table)} r
         where r.account_id = $1 and ${hasKey(table, 'r', 'k.key')} and r.first_run = $3)
       and not exists (select from ${changesOf('k.key')} n
         where n.kind = 'removed' and n.before ->> 'first_run' = $3::uuid::text and n.sequence > k.sequence)
     order by k.sequence limit ${take}`,
    [run.accountId, run.type.name, run.runId, sequenceIn(after)],
  )
  return rows.map(({ sequence, key, image }) => ({ place: sequence, change: added(table, run, key, image) }))
}

const sequenceIn = (text = '') => (/^\d{1,18}$/.test(text) ? text : '0')

/** How each kind is kept; who only found an owner is none of them. */
const storedKinds: Readonly<Record<ChangeKind, readonly string[]>> = {
  added: ['returned', 'restored'],
  changed: ['changed'],
  deactivated: ['deactivated'],
  removed: ['removed'],
}

async function kept(run: RunOfType, kind: ChangeKind | undefined, after: string | undefined, take: number) {
  const table = rosterTableOf(run.type)
  const kinds = kind ? storedKinds[kind] : Object.values(storedKinds).flat()
  const rows = await query<{ sequence: string; kind: string; key: string[]; before: Image; image: Image | null }>(
    `select k.sequence, k.kind, k.key, k.before,
       coalesce((select n.before from ${changesOf('k.key')} n
         where n.sequence > k.sequence order by n.sequence limit 1), to_jsonb(r)) as image
     from roster.changes k left join ${qualified(table)} r on r.account_id = $1 and ${hasKey(table, 'r', 'k.key')}
     where k.account_id = $1 and k.import_type = $2 and k.run_id = $3 and k.kind = any($4) and k.sequence > $5
     order by k.sequence limit ${take}`,
    [run.accountId, run.type.name, run.runId, kinds, sequenceIn(after)],
  )
  return rows.map((row): Placed => {
    const shown = changeKinds.find((candidate) => storedKinds[candidate].includes(row.kind)) ?? 'changed'
    const hasAfter = shown === 'added' || shown === 'changed'
    return {
      place: row.sequence,
      change: {
        ...{ kind: shown, importType: run.type.name, key: keyText(row.key) },
        line: shown === 'removed' ? null : lineOf(row.image, run.runId),
        before: shown === 'added' ? null : recordData(table, row.before),
        after: hasAfter && row.image ? recordData(table, row.image) : null,
      },
    }
  })
}
