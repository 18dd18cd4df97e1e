// What a change of a type would mean for records that are there already. Adding a field and taking less exactly are
// free; what would lose a value, or refuse tomorrow what was good yesterday, is named and not done.
import type { Kind } from '@/lib/import-types/import-type'
import { normalise } from '@/lib/mapping/header-words'
import type { Definition, FieldDefinition } from './definition'
import type { DefinitionProblem } from './judge-definition'
import type { CustomType, StoredField } from './stored-type'

/** A field as it is to be; `was`: the name it has now, if it is called otherwise from now on. */
export type ChangedField = FieldDefinition & { readonly was?: string | undefined }
export type ChangedDefinition = Omit<Definition, 'fields'> & { readonly fields: readonly ChangedField[] }

export type Comparison = {
  /** What records or templates stand against. */
  readonly losses: readonly DefinitionProblem[]
  readonly renamed: readonly { readonly from: string; readonly to: string }[]
}

/** Kinds whose every value is also one of the other kind, as it stands. */
const widerKinds: Readonly<Partial<Record<Kind, readonly Kind[]>>> = {
  integer: ['decimal', 'text'],
  year: ['integer', 'decimal', 'text'],
  decimal: ['text'],
  boolean: ['text'],
  date: ['text'],
  id: ['text'],
  email: ['text'],
  phone: ['text'],
  grade: ['text'],
}

/** Whether every value of the one kind is kept as it is by the other. */
export function isWider(from: Kind, to: Kind): boolean {
  return from === to || (widerKinds[from]?.includes(to) ?? false)
}

/** Compares a type as it is with what it is to be. */
export function compareDefinitions(before: CustomType, after: ChangedDefinition): Comparison {
  const losses: DefinitionProblem[] = []
  const renamed: { from: string; to: string }[] = []
  const kept = new Set<StoredField>()
  after.fields.forEach((field, index) => {
    const was = fieldBefore(before, field)
    const add = (code: string, part: string) => losses.push({ code, path: ['fields', index, part], field: field.name })
    for (const code of reusedNames(before, field, after)) add(code, 'name')
    if (!was) {
      if (field.required || after.key.includes(field.name)) add('new-required', 'required')
      return
    }
    kept.add(was)
    if (was.name !== field.name) renamed.push({ from: was.name, to: field.name })
    for (const [code, part] of narrowings(was, field, before.key.includes(was.name))) add(code, part)
  })
  for (const field of before.fields) {
    if (!kept.has(field)) losses.push({ code: 'removed', path: ['fields'], field: field.name })
  }
  const keyNow = before.key.map((name) => renamed.find(({ from }) => from === name)?.to ?? name)
  if (JSON.stringify(keyNow) !== JSON.stringify(after.key)) {
    losses.push({ code: 'key-changed', path: ['key'], field: after.key.join(', ') })
  }
  return { losses, renamed }
}

/** The field as it is now. */
export function fieldBefore(
  { fields }: Pick<CustomType, 'fields'>,
  { was, name }: ChangedField,
): StoredField | undefined {
  return fields.find((field) => field.name === (was ?? name))
}

/**
 * What is wrong with taking a name over. A held run, a template of last year and a file all say a field by its name, so
 * that a name means one field for ever: the one that had it first.
 */
function reusedNames(before: CustomType, field: ChangedField, { fields }: ChangedDefinition): string[] {
  const was = fieldBefore(before, field)
  if (was) {
    const claims = fields.filter((other) => fieldBefore(before, other) === was)
    const renamed = claims.filter(({ name }) => name !== was.name)
    // The first that is renamed from it is it; one that only kept the name is another.
    if (renamed.length > 0 && renamed[0] !== field) return [field.name === was.name ? 'name-was-used' : 'was-twice']
    if (field.name === was.name) return []
  }
  const same = (name: string) =>
    name === field.name || (normalise(name) !== '' && normalise(name) === normalise(field.name))
  const others = before.fields.filter((other) => other !== was)
  return others.some(({ name, formerNames }) => [name, ...formerNames].some(same)) ? ['name-was-used'] : []
}

function narrowings(was: StoredField, is: FieldDefinition, isKey: boolean): [code: string, part: string][] {
  const found: [string, string][] = []
  // 007 and 7 are one number and two texts: the records of a key would not be found again.
  if (isKey && was.kind !== is.kind) found.push(['narrowed-key-kind', 'kind'])
  else if (!isWider(was.kind, is.kind)) found.push(['narrowed-kind', 'kind'])
  if (is.required && !was.required && !isKey) found.push(['narrowed-required', 'required'])
  if (is.unique && !was.unique) found.push(['narrowed-unique', 'unique'])
  if (is.enum?.length && !(was.enum?.length && was.enum.every((token) => is.enum?.includes(token)))) {
    found.push(['narrowed-enum', 'enum'])
  }
  if (isTighter(was.minimum, is.minimum, (a, b) => b > a)) found.push(['narrowed-bounds', 'minimum'])
  else if (isTighter(was.maximum, is.maximum, (a, b) => b < a)) found.push(['narrowed-bounds', 'maximum'])
  if (isTighter(was.maxLength, is.maxLength, (a, b) => b < a)) found.push(['narrowed-length', 'maxLength'])
  if (is.pattern && is.pattern !== was.pattern) found.push(['narrowed-pattern', 'pattern'])
  return found
}

function isTighter(was: number | undefined, is: number | undefined, tighter: (was: number, is: number) => boolean) {
  return is !== undefined && (was === undefined || tighter(was, is))
}
