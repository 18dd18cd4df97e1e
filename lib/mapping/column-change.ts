// One way in which the columns of a file are not those of its template. Stored with the run; words are made when it is
// shown (namespace "columnChanges"). Positions are counted from 0.
import { z } from 'zod'

const header = z.string().max(1000)
const position = z.number().int().min(0)
const field = z.string().nullable()

/** What speaks for a column standing in for another one, the weightiest first. */
export const evidences = ['earlier', 'spelling', 'prefix', 'field', 'similar', 'place', 'values'] as const
export type Evidence = (typeof evidences)[number]

/** A column of the template: its name there, its place there, the field it fills, whether rows need that field. */
const known = { column: header, position, field, isRequired: z.boolean() }

export const columnChangeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('renamed'),
    ...known,
    to: header,
    toPosition: position,
    /** By its name nothing else can be meant; otherwise a person decides. */
    isSure: z.boolean(),
    evidence: z.array(z.enum(evidences)),
    /** The version of the template that knew it under tonight's name: it changed back. */
    version: z.number().int().optional(),
  }),
  z.object({ kind: z.literal('missing'), ...known }),
  /** Only capital letters or white space differ. */
  z.object({ kind: z.literal('respelled'), ...known, to: header, toPosition: position }),
  /** It stands elsewhere among the others. after: the column in front of it now; null: it is the first. */
  z.object({ kind: z.literal('moved'), ...known, toPosition: position, after: header.nullable() }),
  /** suggestion: the field it seems to hold, where nothing else fills that. */
  z.object({
    kind: z.literal('new'),
    column: header,
    toPosition: position,
    suggestion: field,
    isSensitive: z.boolean(),
  }),
  z.object({ kind: z.literal('repeated'), column: header, positions: z.array(position) }),
])

export type ColumnChange = z.output<typeof columnChangeSchema>
export type ChangeOf<Kind extends ColumnChange['kind']> = Extract<ColumnChange, { kind: Kind }>
