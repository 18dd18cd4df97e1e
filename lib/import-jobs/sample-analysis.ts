// What is known of a sample after its beginning was read, as it is stored with the job: columns, some of their values,
// and which field each may fill. Words for the reasons are made when they are shown (namespace "mapping").
import { z } from 'zod'
import { dialectSchema } from '@/lib/csv/dialect'
import { columnChangeSchema } from '@/lib/mapping/column-change'
import { transformsSchema } from '@/lib/mapping/transforms/transform'

const suggestionSchema = z.object({
  field: z.string(),
  /** From 0 to 1. */
  confidence: z.number().min(0).max(1),
  reason: z.object({
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])).default({}),
  }),
})

const sampleColumnSchema = z.object({
  /** As it stands in the file; for a file without header, the position as text. */
  header: z.string(),
  /** Counted from 0. */
  position: z.number().int().min(0),
  /** A few different values, shortened; emptied when the job ends. */
  samples: z.array(z.string()),
  suggestion: suggestionSchema.nullable(),
})

/** LearnedChange (lib/mapping/learned-changes.ts). */
const learnedChangeSchema = z.object({
  field: z.string(),
  header: z.string(),
  transforms: transformsSchema,
  template: z.string(),
})

const analyzedFileSchema = z.object({
  name: z.string(),
  importType: z.string().nullable(),
  dialect: dialectSchema,
  columns: z.array(sampleColumnSchema),
  /** Exact for a file whose end was read, else by its size. */
  rowsEstimate: z.number().int().min(0),
  sizeBytes: z.number().int().min(0),
  /** How its columns differ from those of the sample or template before, whose mapping was carried over. */
  columnChanges: z.array(columnChangeSchema).optional(),
  /** What the account's templates do to values on their way to a field, to be offered; forgotten when the job ends. */
  learned: z.array(learnedChangeSchema).optional(),
})

export const sampleAnalysisSchema = z.object({ files: z.array(analyzedFileSchema) })

export type SampleAnalysis = z.output<typeof sampleAnalysisSchema>
export type AnalyzedFile = z.output<typeof analyzedFileSchema>
export type SampleColumn = z.output<typeof sampleColumnSchema>

/** The analysis without any value of the file: what is kept of a job that has ended. */
export function withoutSamples(analysis: SampleAnalysis): SampleAnalysis {
  return {
    files: analysis.files.map(({ learned: _, ...file }) => ({
      ...file,
      columns: file.columns.map((column) => ({ ...column, samples: [] })),
    })),
  }
}
