// What came of a replay or a shadow run, as it is stored with the run: how many rows the edited template and the version
// there is say the same of, and of how many something else.
import { z } from 'zod'
import { holdReasonSchema } from '@/lib/changes/thresholds'
import { rowDifferenceKinds, type RowDifferenceKind } from '@/lib/roster/difference-kinds'

const count = z.number().int().min(0)
const readingSchema = z.object({ rows: count, rejected: count })

/** What both make of one file. */
const comparedFileSchema = z.object({
  name: z.string(),
  importType: z.string(),
  /** Null: that version cannot read the file, or does not know it. */
  before: readingSchema.nullable(),
  after: readingSchema.nullable(),
  /** Rows with the same values, and rows that both reject. */
  same: count,
  rejectedByBoth: count,
  kinds: z.partialRecord(z.enum(rowDifferenceKinds), count),
})

export type ComparedFile = z.output<typeof comparedFileSchema>

export const comparisonSchema = z.object({
  files: z.array(comparedFileSchema),
  /** Whether the version there is refuses the file as a whole; the run's state says it of the edited one. */
  refusedBefore: z.boolean(),
  /** How many issues of each code the version there is finds. */
  issuesBefore: z.record(z.string(), count),
  /** Why a delivery like this would wait for a person. */
  hold: holdReasonSchema.nullable(),
  /** Of a shadow run: the live run of the same delivery, if it was applied. */
  liveRunId: z.uuid().nullable(),
})

export type Comparison = z.output<typeof comparisonSchema>

/** The comparison as it is stored with a run; null while there is none. */
export function readComparison(stored: unknown): Comparison | null {
  return comparisonSchema
    .nullable()
    .catch(null)
    .parse(stored ?? null)
}

export type ComparedRows = Readonly<Record<RowDifferenceKind, number>> & {
  /** Read alike, or rejected by both. */
  readonly asBefore: number
  /** Of any kind. */
  readonly different: number
}

/** All files of a comparison together. */
export function comparedRows({ files }: Pick<Comparison, 'files'>): ComparedRows {
  const sum = (of: (file: ComparedFile) => number) => files.reduce((total, file) => total + of(file), 0)
  const kinds = rowDifferenceKinds.map((kind) => [kind, sum((file) => file.kinds[kind] ?? 0)] as const)
  return {
    ...(Object.fromEntries(kinds) as Record<RowDifferenceKind, number>),
    asBefore: sum(({ same, rejectedByBoth }) => same + rejectedByBoth),
    different: kinds.reduce((total, [, value]) => total + value, 0),
  }
}
