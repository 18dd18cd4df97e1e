// What an administrator says of a type: its fields and its key. Stored as it was said; the roster's column of each field
// and the names it had before are remembered beside it (stored-type.ts).
import { z } from 'zod'
import type { Kind } from '@/lib/import-types/import-type'
import { kinds } from '@/lib/validation/kinds'
import { PATTERN_LENGTH_MAX, withoutAnchors } from './linear-pattern'

export const FIELDS_MAX = 200
export const NAME_LENGTH_MAX = 100
const TITLE_LENGTH_MAX = 200
const SENTENCE_LENGTH_MAX = 500
const TOKENS_MAX = 300
const SYNONYMS_MAX = 30
const CHARACTERS_MAX = 10_000

export const kindNames = Object.keys(kinds) as [Kind, ...Kind[]]

/** One line of text, without blanks around it. */
const line = (lengthMax: number) =>
  z
    .string()
    .trim()
    .max(lengthMax)
    .regex(/^[^\u0000-\u001f\u007f\u2028\u2029]*$/)

const named = (lengthMax: number) => line(lengthMax).min(1)

export const fieldDefinitionSchema = z.object({
  /** The header, exact and case-sensitive. */
  name: named(NAME_LENGTH_MAX),
  /** What people read; the name if it is left out. */
  title: line(TITLE_LENGTH_MAX).optional(),
  kind: z.enum(kindNames),
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  /** Never suggested from values, never logged, masked. */
  sensitive: z.boolean().optional(),
  /** Taken where a file has it, left out of templates. */
  hidden: z.boolean().optional(),
  enum: z.array(named(NAME_LENGTH_MAX)).max(TOKENS_MAX).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.int().min(1).max(CHARACTERS_MAX).optional(),
  pattern: z
    .string()
    .trim()
    .max(PATTERN_LENGTH_MAX + 2)
    .transform(withoutAnchors)
    .optional(),
  reference: z.object({ importType: named(TITLE_LENGTH_MAX), field: named(NAME_LENGTH_MAX) }).optional(),
  synonyms: z.array(named(NAME_LENGTH_MAX)).max(SYNONYMS_MAX).optional(),
  note: line(SENTENCE_LENGTH_MAX).optional(),
  /** A value for the made-up rows; one is thought of if it is left out. */
  example: line(TITLE_LENGTH_MAX).optional(),
})

export type FieldDefinition = z.output<typeof fieldDefinitionSchema>

/** The fields of a type that is there already: a field may say what it has been called until now. */
export const changedFieldsSchema = z
  .array(
    fieldDefinitionSchema.extend({
      was: z.string().max(NAME_LENGTH_MAX).optional().describe('its name until now, where it gets another one'),
    }),
  )
  .min(1)
  .max(FIELDS_MAX)

export const definitionSchema = z.object({
  title: named(TITLE_LENGTH_MAX),
  description: line(SENTENCE_LENGTH_MAX).optional(),
  key: z.array(named(NAME_LENGTH_MAX)).min(1).max(10),
  fields: z.array(fieldDefinitionSchema).min(1).max(FIELDS_MAX),
  groupField: named(NAME_LENGTH_MAX).optional(),
})

type Output = z.output<typeof definitionSchema>
export type Definition = Readonly<Omit<Output, 'fields' | 'key'>> & {
  readonly fields: readonly FieldDefinition[]
  /** Names of fields. */
  readonly key: readonly string[]
}

/** Where the second half of a type's name would be taken for something else: an address, or a bundle's manifest. */
const reservedSlugs = new Set(['new', 'edit', 'manifest', 'history'])

export const SLUG_LENGTH_MAX = 40

/** Small letters, digits and hyphens; the second half of the type's name and the beginning of its usual file name. */
export const slugSchema = z
  .string()
  .max(SLUG_LENGTH_MAX)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .refine((slug) => !reservedSlugs.has(slug))

/** A name for a type called so: "Bus passes" is bus-passes; empty if nothing of the title can be used. */
export function slugFor(title: string): string {
  const slug = title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-\d]+/, '')
    .slice(0, SLUG_LENGTH_MAX)
    .replace(/-+$/, '')
  return reservedSlugs.has(slug) ? `${slug}-type` : slug
}
