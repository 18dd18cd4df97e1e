// The story of one record: each thing that happened to it, by which run, when, by which line of which file, and what was
// different afterwards. Told from the images the runs kept; where those end, that is said.
import type { ImportType } from '@/lib/import-types/import-type'
import { query } from '@/lib/platform/db'
import { keyParts, recordData, type FieldValue } from './record-data'
import type { RecordState } from './record-filter'
import { hasKey } from './record-key'
import { runReferences, type RunReference } from './run-references'
import { qualified, rosterTableOf, type RosterTable } from './table-names'

export const eventKinds = [
  'added',
  'changed',
  'deactivated',
  /** Active again. */
  'returned',
  /** Unchanged, but of another template from then on. */
  'adopted',
  /** An undo took it out of the roster. */
  'removed',
  /** An undo brought it back. */
  'restored',
  /** As it was when the history that is kept begins. */
  'known',
] as const
export type EventKind = (typeof eventKinds)[number]

export type Difference = { readonly field: string; readonly before: FieldValue; readonly after: FieldValue }

export type HistoryEvent = {
  readonly kind: EventKind
  readonly at: Date
  /** Undefined where the run is not known any more. */
  readonly run: RunReference | undefined
  /** The line of the run's file that said so; null: no line did. */
  readonly line: number | null
  /** Afterwards; null: not in the roster. */
  readonly state: RecordState | null
  /** The fields that were not the same afterwards. */
  readonly differences: readonly Difference[]
}

export type RecordHistory = {
  /** The newest first. */
  readonly events: readonly HistoryEvent[]
  /** Give it as `before` for the next page; null at the end. */
  readonly nextCursor: number | null
}

/** A record that changes every hour has so many changes in a month; older ones are not told. */
const CHANGES_MAX = 2000

type Image = Readonly<Record<string, unknown>> & {
  readonly state: RecordState
  readonly first_run: string
  readonly last_run: string
  readonly last_line: number | null
  readonly changed_at: string
}
type Kept = { readonly run_id: string; readonly kind: EventKind; readonly before: Image | null }
type Step = { kind: EventKind; runId: string; before: Image | null; after: Image | null }

/**
 * Reads the history of a record.
 * @param options.before the nextCursor of the page before.
 * @returns null if the account never had such a record.
 */
export async function recordHistory(
  accountId: string,
  type: ImportType,
  key: string,
  { before, limit = 50 }: { before?: number; limit?: number } = {},
): Promise<RecordHistory | null> {
  const table = rosterTableOf(type)
  const parts = keyParts(table, key)
  if (!parts) return null
  const values = [accountId, type.name, JSON.stringify(parts)]
  const kept = await query<Kept>(
    `select run_id, kind, before from roster.changes
     where account_id = $1 and import_type = $2 and key = $3::jsonb order by sequence desc limit ${CHANGES_MAX}`,
    values,
  )
  const standing = await query<{ image: Image }>(
    `select to_jsonb(r) as image from ${qualified(table)} r
     where r.account_id = $1 and $2::text <> '' and ${hasKey(table, 'r', '$3::jsonb')}`,
    values,
  )
  const steps = stepsOf(kept.toReversed(), standing[0]?.image ?? null)
  if (steps.length === 0) return null
  const end = Math.min(before ?? steps.length, steps.length)
  const begin = Math.max(0, end - Math.max(1, limit))
  const page = steps.slice(begin, end).toReversed()
  const runs = await runReferences(
    accountId,
    page.map(({ runId }) => runId),
  )
  return {
    events: page.map((step) => eventOf(table, step, runs.get(step.runId))),
    nextCursor: begin > 0 ? begin : null,
  }
}

/** What happened, the oldest first. Of a record that was added nothing is kept but the record. */
function stepsOf(kept: readonly Kept[], standing: Image | null): Step[] {
  const steps: Step[] = []
  const comesInto = (image: Image) => {
    const kind = image.first_run === image.last_run ? 'added' : 'known'
    steps.push({ kind, runId: image.last_run, before: null, after: image })
  }
  for (const [index, { kind, run_id: runId, before }] of kept.entries()) {
    const isNew = index === 0 || kept[index - 1]?.kind === 'removed'
    if (isNew && before) comesInto(before)
    const next = kept[index + 1]
    const after = kind === 'removed' ? null : next ? next.before : standing
    steps.push({ kind, runId, before, after })
  }
  if (standing && (kept.length === 0 || kept.at(-1)?.kind === 'removed')) comesInto(standing)
  return steps
}

function eventOf(
  table: RosterTable,
  { kind, runId, before, after }: Step,
  run: RunReference | undefined,
): HistoryEvent {
  const image = after ?? before
  return {
    kind,
    at: run?.finishedAt ?? new Date(image?.changed_at ?? 0),
    run,
    line: after?.last_run === runId ? after.last_line : null,
    state: after?.state ?? null,
    differences: differencesOf(table, before, after),
  }
}

/** A record that comes or goes differs in everything it says. */
function differencesOf(table: RosterTable, before: Image | null, after: Image | null): Difference[] {
  const [was, is] = [before, after].map((image) => image && recordData(table, image))
  return table.columns.flatMap(({ field: { name } }) => {
    const difference = { field: name, before: was?.[name] ?? null, after: is?.[name] ?? null }
    return JSON.stringify(difference.before) === JSON.stringify(difference.after) ? [] : [difference]
  })
}
