// The largest share of change let through unasked. Pure arithmetic; who answers a hold is decided in lib/runs.
import { z } from 'zod'

export const thresholdsSchema = z.object({
  /** Share of the template's active records that may be deactivated unasked, in per cent. */
  deactivatedPercent: z.number().min(0).max(100).default(10),
  /** Share that may change unasked, in per cent. */
  changedPercent: z.number().min(0).max(100).default(75),
  /** Absolute floor: fewer affected records than this never hold a run. */
  minRows: z.number().int().min(0).max(1_000_000).default(25),
})

export type Thresholds = z.output<typeof thresholdsSchema>

/** How many active records of one group, nearly always a school, a run would touch. */
export type GroupCounts = {
  readonly group: string
  readonly activeBefore: number
  readonly changed: number
  readonly deactivated: number
}

/** What a run would do to the records of one import type, counted by key. */
export type ChangeCounts = {
  /** Full name of the type, for the hold of a bundle. */
  readonly importType?: string
  /** The file holds the whole truth, so that an empty one means something. */
  readonly isFull: boolean
  /** Rows of the file, good and bad. */
  readonly rows: number
  readonly rejected: number
  /** Active records of this template before the run. */
  readonly activeBefore: number
  readonly added: number
  readonly changed: number
  readonly deactivated: number
  readonly unchanged: number
  readonly groups?: readonly GroupCounts[]
}

const count = z.number().int().min(0)
const importType = z.string().optional()
const share = {
  affected: count,
  activeBefore: count,
  percent: z.number().min(0),
  limitPercent: z.number().min(0),
  importType,
}

/** Why a run waits for a person; stored with the run. Words are made when it is shown. */
export const holdReasonSchema = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('deactivated'), ...share }),
  z.object({ reason: z.literal('changed'), ...share }),
  /** Within one group, though the type as a whole stays below its limits. */
  z.object({ reason: z.literal('group'), group: z.string(), kind: z.enum(['deactivated', 'changed']), ...share }),
  /** A full file with no row that could be used, while there are active records. */
  z.object({ reason: z.literal('no-rows'), rows: count, rejected: count, activeBefore: count, importType }),
  /** Its columns are not those of the template; nothing of it could be read yet. */
  z.object({
    reason: z.literal('columns'),
    /** The first one that stands in the way, as the template calls it, and how many there are. */
    column: z.string(),
    count,
    /** There is a mapping that would read it, to be accepted. */
    isProposed: z.boolean(),
    /** The member of a bundle. */
    file: z.string().optional(),
    importType,
  }),
])

export type HoldReason = z.output<typeof holdReasonSchema>

export type Judgement = { readonly apply: true } | { readonly apply: false; readonly hold: HoldReason }

/**
 * Whether a run may be applied unasked. Held: a full file without a usable row; more than the limit's share of the
 * active records deactivated or changed, of the type or of one group, if it is at least minRows records. (Clever holds
 * at 10 % deleted or 75 % updated; formats.md 11.3, console.md B6.)
 * @returns the weightiest reason: no rows, then deactivated, changed, and the group of which the largest share is gone.
 */
export function judgeChanges(counts: ChangeCounts, thresholds: Thresholds): Judgement {
  const { isFull, rows, rejected, activeBefore } = counts
  const type = counts.importType === undefined ? {} : { importType: counts.importType }
  if (isFull && activeBefore > 0 && rows - rejected <= 0) {
    return { apply: false, hold: { reason: 'no-rows', rows, rejected, activeBefore, ...type } }
  }
  const whole = excess(counts, 'deactivated', thresholds) ?? excess(counts, 'changed', thresholds)
  if (whole) return { apply: false, hold: { reason: whole.kind, ...whole.share, ...type } }
  const worst = worstGroup(counts.groups ?? [], thresholds)
  if (!worst) return { apply: true }
  return { apply: false, hold: { reason: 'group', group: worst.group, kind: worst.kind, ...worst.share, ...type } }
}

/** How many records a run touches. */
export type Touched = Pick<GroupCounts, 'changed' | 'deactivated'>
type Kind = 'deactivated' | 'changed'

/**
 * How many active records make sure that neither share is over its limit: whoever counts them may stop there. 0 if the run
 * touches too few records to be held at all; Infinity if no number does.
 */
export function activeThatSuffices(touched: Touched, thresholds: Thresholds): number {
  const kinds: readonly Kind[] = ['deactivated', 'changed']
  return Math.max(
    ...kinds.map((kind) =>
      touched[kind] < thresholds.minRows || touched[kind] === 0
        ? 0
        : Math.ceil((touched[kind] * 100) / limitOf(kind, thresholds)),
    ),
  )
}

const limitOf = (kind: Kind, { deactivatedPercent, changedPercent }: Thresholds) =>
  kind === 'deactivated' ? deactivatedPercent : changedPercent

/** The share that is over its limit, or undefined. At the limit is not over it. */
function excess(counts: Omit<GroupCounts, 'group'>, kind: Kind, thresholds: Thresholds) {
  const { activeBefore, [kind]: affected } = counts
  const limitPercent = limitOf(kind, thresholds)
  // Multiplied, not divided: no rounding can move a count over the limit or below it.
  if (activeBefore === 0 || affected < thresholds.minRows || affected * 100 <= limitPercent * activeBefore)
    return undefined
  return { kind, share: { affected, activeBefore, percent: percentOf(affected, activeBefore), limitPercent } }
}

function worstGroup(groups: readonly GroupCounts[], thresholds: Thresholds) {
  const over = groups.flatMap(({ group, ...counts }) => {
    const found = excess(counts, 'deactivated', thresholds) ?? excess(counts, 'changed', thresholds)
    return found ? [{ group, ...found }] : []
  })
  const weight = (kind: Kind) => (kind === 'deactivated' ? 1 : 0)
  return over.sort((a, b) => weight(b.kind) - weight(a.kind) || b.share.percent - a.share.percent)[0]
}

/** With one decimal, for people. */
function percentOf(part: number, whole: number): number {
  return Math.round((part * 1000) / whole) / 10
}
