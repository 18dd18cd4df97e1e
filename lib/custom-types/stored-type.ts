// A type of an account as it is kept, and what the rest of Rollcall reads of it: an ordinary import type.
import { z } from 'zod'
import { OWN_FAMILY } from '@/lib/import-types/catalogue'
import type { Field, ImportType } from '@/lib/import-types/import-type'
import type { CustomType as Row } from '@/lib/generated/prisma/client'
import { fieldDefinitionSchema, type Definition } from './definition'
import { exampleRowsOf } from './examples'

export const storedFieldSchema = fieldDefinitionSchema.extend({
  /** The roster's column, given once and kept. */
  column: z.string(),
  formerNames: z.array(z.string()).default([]),
})

export type StoredField = z.output<typeof storedFieldSchema>

/** A type of an account with everything that is said of it. */
export type CustomType = Omit<Definition, 'fields'> & {
  readonly id: string
  readonly accountId: string
  readonly slug: string
  /** custom/<slug> */
  readonly name: string
  readonly tableName: string
  readonly fields: readonly StoredField[]
  /** Raised by every change. */
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly archivedAt: Date | null
}

export function toCustomType(row: Row): CustomType {
  const { id, accountId, slug, tableName, title, description, key, groupField, version } = row
  const { createdAt, updatedAt, archivedAt } = row
  return {
    ...{ id, accountId, slug, tableName, title, key, version, createdAt, updatedAt, archivedAt },
    name: nameOf(slug),
    fields: z.array(storedFieldSchema).parse(row.fields),
    ...(description ? { description } : {}),
    ...(groupField ? { groupField } : {}),
  }
}

/** The full name of an account's type. */
export function nameOf(slug: string): string {
  return `${OWN_FAMILY}/${slug}`
}

type Described = Pick<CustomType, 'slug' | 'tableName' | 'title' | 'description' | 'key' | 'fields' | 'groupField'>

/**
 * The import type: what was said in the account's language stands in both.
 * @param examplesOf the made-up rows of another type, for fields that refer to it.
 */
export function toImportType(
  type: Described,
  examplesOf: (importType: string) => readonly Readonly<Record<string, string>>[] = () => [],
): ImportType {
  const { slug, tableName, title, description = title, key, groupField } = type
  const declared = {
    name: nameOf(slug),
    family: OWN_FAMILY,
    title: { en: title, es: title },
    description: { en: description, es: description },
    fileNames: [`${slug}.csv`],
    key,
    fields: type.fields.map((field) => toField(field, key)),
    ...(groupField === undefined ? {} : { groupField }),
    source: `${title} (${nameOf(slug)})`,
    examples: [],
    table: tableName,
  }
  const given = new Map(type.fields.flatMap(({ name, example }) => (example ? [[name, example] as const] : [])))
  let examples: ImportType['examples'] | undefined
  // Thought of when they are asked for: most of what reads a type does without.
  return {
    ...declared,
    get examples() {
      return (examples ??= exampleRowsOf(declared, given, examplesOf))
    },
  }
}

function toField(
  { title, hidden, note, example: _, formerNames, ...field }: StoredField,
  key: readonly string[],
): Field {
  const text = title?.trim() ? title : field.name
  const synonyms = [...new Set([...(field.synonyms ?? []), ...formerNames])]
  return definedOnly({
    ...field,
    title: { en: text, es: text },
    required: field.required || key.includes(field.name) || undefined,
    unique: field.unique || undefined,
    sensitive: field.sensitive || undefined,
    former: hidden || undefined,
    enum: field.enum?.length ? field.enum : undefined,
    pattern: field.pattern || undefined,
    synonyms: synonyms.length > 0 ? synonyms : undefined,
    note: note ? { en: note, es: note } : undefined,
    formerNames: formerNames.length > 0 ? formerNames : undefined,
  }) as Field
}

function definedOnly<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<T>
}
