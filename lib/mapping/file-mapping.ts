// How one file is read and which column fills which field: the stored half of a template. Zod reads it back from JSON.
import { z } from 'zod'
import { dialectSchema } from '@/lib/csv/dialect'
import { SEPARATOR_LENGTH_MAX, transformsSchema } from './transforms/transform'

export { dialectSchema, encodings, type Dialect, type Encoding } from '@/lib/csv/dialect'
export { transformSchema, type Transform } from './transforms/transform'

const fieldName = z.string().max(200)

/** Where several columns fill one field, in which order; those without one come last, in the order of the file. */
const order = z.number().int().min(0).max(100)

/** One field that a column fills, with what is done to its text on the way there. */
const fillSchema = z.object({
  field: fieldName,
  transforms: transformsSchema.default([]),
  order: order.optional(),
})

export const columnMappingSchema = z.object({
  /** As it stands in the file; for a file without header, the position as text. */
  header: z.string().max(1000),
  /** Counted from 0. */
  position: z.number().int().min(0).max(10_000),
  /** The field it fills; null: the column is deliberately ignored. */
  field: fieldName.nullable(),
  transforms: transformsSchema.default([]),
  order: order.optional(),
  /** More fields that the same column fills; an ignored column fills none. */
  alsoFills: z.array(fillSchema).max(20).optional(),
})

/** How one field is made of several columns. */
export const combinationSchema = z.object({
  /** Stands between the texts of the columns; a blank text takes none. */
  separator: z.string().max(SEPARATOR_LENGTH_MAX),
  /** Done to the whole. */
  transforms: transformsSchema.default([]),
})

export const fileMappingSchema = z.object({
  /** The file's exact name; in a bundle, the member's. */
  name: z.string().min(1).max(255),
  importType: z.string().min(1).max(200),
  dialect: dialectSchema.default({ encoding: 'utf-8', delimiter: ',', quote: '"', headerLine: 1 }),
  columns: z.array(columnMappingSchema).max(10_000),
  /** Fields filled with the same value in every row. */
  constants: z.record(fieldName, z.string().max(500)).default({}),
  /** Fields that several columns fill together, by field name. Any other field is filled by one. */
  combined: z.record(fieldName, combinationSchema).optional(),
  /** In a bundle: tonight's may come without this member. Where a manifest says what is there, it is gone by that. */
  mayBeAbsent: z.boolean().optional(),
})

export type Fill = z.output<typeof fillSchema>
export type Combination = z.output<typeof combinationSchema>
export type ColumnMapping = z.output<typeof columnMappingSchema>
export type FileMapping = z.output<typeof fileMappingSchema>

/** Every field that a column fills, its own first. */
export function fillsOf({ field, transforms, order, alsoFills = [] }: ColumnMapping): Fill[] {
  return field === null ? [] : [{ field, transforms, ...(order !== undefined && { order }) }, ...alsoFills]
}

/** The columns that fill a field, in the order in which their texts are put together. */
export function partsOf<C extends ColumnMapping>(columns: readonly C[], field: string): { column: C; fill: Fill }[] {
  return columns
    .flatMap((column) => fillsOf(column).flatMap((fill) => (fill.field === field ? { column, fill } : [])))
    .toSorted((a, b) => placeOf(a) - placeOf(b) || a.column.position - b.column.position)
}

function placeOf({ fill }: { fill: Fill }): number {
  return fill.order ?? Number.MAX_SAFE_INTEGER
}
