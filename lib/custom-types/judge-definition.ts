// Whether what is said of a type holds together. Words: types.problem.<code>.
import type { Catalogue } from '@/lib/import-types/catalogue'
import type { Field, Kind } from '@/lib/import-types/import-type'
import { normalise } from '@/lib/mapping/header-words'
import type { Definition, FieldDefinition } from './definition'
import { patternProblem } from './linear-pattern'

export type DefinitionProblem = {
  readonly code: string
  /** Where in the definition: ['fields', 3, 'pattern']. */
  readonly path: readonly (string | number)[]
  /** The field in question, or the key's. */
  readonly field: string
}

const textKinds: readonly Kind[] = ['text', 'id', 'email', 'phone']
const numberKinds: readonly Kind[] = ['integer', 'decimal', 'year']

/** Kinds whose values say the same however they are written, so that a key of them names one record. */
export const keyKinds: readonly Kind[] = ['id', 'text', 'integer', 'year', 'date', 'email', 'grade', 'phone']
export const enumKinds: readonly Kind[] = ['text', 'id', 'list']
export const boundKinds: readonly Kind[] = numberKinds
export const lengthKinds: readonly Kind[] = textKinds
export const patternKinds: readonly Kind[] = [...textKinds, 'list']
export const uniqueKinds: readonly Kind[] = [...textKinds, ...numberKinds, 'date', 'date-time', 'grade']
export const referenceKinds: readonly Kind[] = ['id', 'text', 'integer', 'list']

/**
 * The problems of a definition; none if it can be saved.
 * @param own the name of the type itself, to which its fields may refer.
 * @param catalogue of the account.
 */
export function judgeDefinition(definition: Definition, own: string, catalogue: Catalogue): DefinitionProblem[] {
  const { fields, key, groupField } = definition
  const problems = fields.flatMap((field, index) => {
    const at = (...path: (string | number)[]) => ['fields', index, ...path]
    const problem = (code: string, ...path: (string | number)[]) => ({ code, path: at(...path), field: field.name })
    return [
      ...judgeName(field, index, definition).map((code) => problem(code, 'name')),
      ...judgeRules(field).map(([code, part]) => problem(code, part)),
      ...judgeReference(field, definition, own, catalogue).map((code) => problem(code, 'reference')),
      ...judgeRole(field, key).map(([code, part]) => problem(code, part)),
    ]
  })
  const unknown = key.filter((name) => !fields.some((field) => field.name === name))
  const twice = key.filter((name, index) => key.indexOf(name) < index)
  return [
    ...problems,
    ...unknown.map((field) => ({ code: 'key-unknown', path: ['key'], field })),
    ...twice.map((field) => ({ code: 'key-twice', path: ['key'], field })),
    ...(groupField !== undefined && !fields.some(({ name }) => name === groupField)
      ? [{ code: 'group-unknown', path: ['groupField'], field: groupField }]
      : []),
  ]
}

function judgeName({ name, synonyms = [] }: FieldDefinition, index: number, { fields }: Definition): string[] {
  // What every object of JavaScript has would be found where nothing was said.
  if (name in {}) return ['name-reserved']
  const same = (a: string, b: string) => a === b || (normalise(a) !== '' && normalise(a) === normalise(b))
  const before = fields.slice(0, index)
  if (before.some((other) => same(other.name, name))) return ['name-twice']
  const others = fields.filter((_, at) => at !== index)
  const isShared = synonyms.some((synonym) =>
    others.some((other) => [other.name, ...(other.synonyms ?? [])].some((one) => same(one, synonym))),
  )
  return isShared ? ['synonym-shared'] : []
}

function judgeRules(field: FieldDefinition): [code: string, part: string][] {
  const { kind, minimum, maximum, maxLength, unique } = field
  const problems: [string, string][] = []
  if (field.enum?.length) {
    if (!enumKinds.includes(kind)) problems.push(['enum-kind', 'enum'])
    const tokens = field.enum.map((token) => token.toLowerCase())
    if (new Set(tokens).size < tokens.length) problems.push(['enum-twice', 'enum'])
    if (kind === 'list' && tokens.some((token) => token.includes(','))) problems.push(['enum-comma', 'enum'])
  }
  if ((minimum !== undefined || maximum !== undefined) && !boundKinds.includes(kind)) {
    problems.push(['bounds-kind', 'minimum'])
  }
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) problems.push(['bounds-order', 'minimum'])
  if (maxLength !== undefined && !lengthKinds.includes(kind)) problems.push(['length-kind', 'maxLength'])
  if (unique && !uniqueKinds.includes(kind)) problems.push(['unique-kind', 'unique'])
  if (field.pattern) {
    const problem = patternProblem(field.pattern)
    if (!patternKinds.includes(kind)) problems.push(['pattern-kind', 'pattern'])
    else if (problem) problems.push([`pattern-${problem}`, 'pattern'])
  }
  return problems
}

function judgeReference(
  { kind, reference }: FieldDefinition,
  { fields, key }: Definition,
  own: string,
  catalogue: Catalogue,
): string[] {
  if (!reference) return []
  if (!referenceKinds.includes(kind)) return ['reference-kind']
  const target:
    { key: readonly string[]; fields: readonly Pick<Field, 'name' | 'unique' | 'discarded'>[] } | undefined =
    reference.importType === own ? { key, fields } : catalogue.named(reference.importType)
  if (!target) return ['reference-type']
  const found = target.fields.find(({ name }) => name === reference.field)
  if (!found || found.discarded) return ['reference-field']
  return found.unique || target.key[0] === found.name ? [] : ['reference-not-key']
}

/** What a field of the key must be, and what is hidden must not. */
function judgeRole(field: FieldDefinition, key: readonly string[]): [code: string, part: string][] {
  const isKey = key.includes(field.name)
  const problems: [string, string][] = []
  if (isKey && !keyKinds.includes(field.kind)) problems.push(['key-kind', 'kind'])
  // The key of a record stands in addresses and in the history.
  if (isKey && field.sensitive) problems.push(['key-sensitive', 'sensitive'])
  if (isKey && field.hidden) problems.push(['key-hidden', 'hidden'])
  if (!isKey && field.hidden && field.required) problems.push(['hidden-required', 'hidden'])
  return problems
}
