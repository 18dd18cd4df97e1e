// How one file is read and which column fills which field: the stored half of a template. Zod reads it back from JSON.
import { z } from 'zod'
import { dialectSchema } from '@/lib/csv/dialect'

export { dialectSchema, encodings, type Dialect, type Encoding } from '@/lib/csv/dialect'

/** A change made to a cell's text before it is checked, applied in order. */
export const transformSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('trim') }),
  z.object({ type: z.literal('lowercase') }),
  z.object({ type: z.literal('uppercase') }),
  z.object({ type: z.literal('replace'), values: z.record(z.string().max(500), z.string().max(500)) }),
  z.object({ type: z.literal('default'), value: z.string().max(500) }),
])

export const columnMappingSchema = z.object({
  /** As it stands in the file; for a file without header, the position as text. */
  header: z.string().max(1000),
  /** Counted from 0. */
  position: z.number().int().min(0).max(10_000),
  /** The field it fills; null: the column is deliberately ignored. */
  field: z.string().max(200).nullable(),
  transforms: z.array(transformSchema).max(20).default([]),
})

export const fileMappingSchema = z.object({
  /** The file's exact name; in a bundle, the member's. */
  name: z.string().min(1).max(255),
  importType: z.string().min(1).max(200),
  dialect: dialectSchema.default({ encoding: 'utf-8', delimiter: ',', quote: '"', headerLine: 1 }),
  columns: z.array(columnMappingSchema).max(10_000),
  /** Fields filled with the same value in every row. */
  constants: z.record(z.string().max(200), z.string().max(500)).default({}),
  /** In a bundle: tonight's may come without this member. Where a manifest says what is there, it is gone by that. */
  mayBeAbsent: z.boolean().optional(),
})

export type Transform = z.output<typeof transformSchema>
export type ColumnMapping = z.output<typeof columnMappingSchema>
export type FileMapping = z.output<typeof fileMappingSchema>
