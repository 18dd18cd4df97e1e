// What is known of a sample after its beginning was read, as it is stored with the job: columns, some of their values,
// and which field each may fill. Words for the reasons are made when they are shown (namespace "mapping").
import { z } from 'zod'
import { dialectSchema } from '@/lib/csv/dialect'
import { columnChangeSchema } from '@/lib/mapping/column-change'

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

const analyzedFileSchema = z.object({
  name: z.string(),
  importType: z.string().nullable(),
  dialect: dialectSchema,
  columns: z.array(sampleColumnSchema),
  /** Exact for a file whose end was read, else by its size. */
  rowsEstimate: z.number().int().min(0),
  sizeBytes: z.number().int().min(0),
})

export const sampleAnalysisSchema = z.object({ files: z.array(analyzedFileSchema) })

export type SampleAnalysis = z.output<typeof sampleAnalysisSchema>
export type AnalyzedFile = z.output<typeof analyzedFileSchema>
export type SampleColumn = z.output<typeof sampleColumnSchema>

/** The analysis without any value of the file: what is kept of a job that has ended. */
  /** How its columns differ from those of the sample or template before, whose mapping was carried over. */
  columnChanges: z.array(columnChangeSchema).optional(),
export function withoutSamples(analysis: SampleAnalysis): SampleAnalysis {
  return {
    files: analysis.files.map((file) => ({
      ...file,
      columns: file.columns.map((column) => ({ ...column, samples: [] })),
    })),
  }
}
