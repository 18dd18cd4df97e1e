// A type while it is being written: its fields have a number of their own, so that they can be renamed and moved.
import type { ChangedDefinition } from '@/lib/custom-types/compare-definitions'
import type { FieldDefinition } from '@/lib/custom-types/definition'
import {
  boundKinds,
  enumKinds,
  lengthKinds,
  patternKinds,
  referenceKinds,
  uniqueKinds,
} from '@/lib/custom-types/judge-definition'
import type { ProposedField } from '@/lib/custom-types/propose-fields'
import type { CustomType } from '@/lib/custom-types/stored-type'

export type DraftField = FieldDefinition & {
  readonly id: number
  readonly isKey: boolean
  /** Its saved name; undefined for a new field. */
  readonly was?: string | undefined
}

export type Draft = {
  readonly title: string
  readonly slug: string
  readonly description: string
  readonly fields: readonly DraftField[]
  /** The number of the field by which thresholds are counted. */
  readonly group: number | null
}

export const emptyDraft: Draft = {
  ...{ title: '', slug: '', description: '', group: null },
  fields: [{ id: 1, name: '', kind: 'id', isKey: true }],
}

export type Edit =
  | { readonly type: 'type'; readonly change: Partial<Omit<Draft, 'fields'>> }
  | { readonly type: 'field'; readonly id: number; readonly change: Partial<DraftField> }
  | { readonly type: 'add' }
  | { readonly type: 'take'; readonly fields: readonly ProposedField[]; readonly key: string | undefined }
  | { readonly type: 'remove'; readonly id: number }
  | { readonly type: 'move'; readonly id: number; readonly by: -1 | 1 }

/** The draft after an edit. */
export function edited(draft: Draft, edit: Edit): Draft {
  const { fields } = draft
  switch (edit.type) {
    case 'type':
      return { ...draft, ...edit.change }
    case 'field':
      return { ...draft, fields: fields.map((field) => (field.id === edit.id ? { ...field, ...edit.change } : field)) }
    case 'add':
      return { ...draft, fields: [...fields, { id: nextId(fields), name: '', kind: 'text', isKey: false }] }
    case 'take':
      return { ...draft, fields: withProposed(fields, edit.fields, edit.key) }
    case 'remove':
      return { ...draft, fields: fields.filter(({ id }) => id !== edit.id) }
    case 'move':
      return { ...draft, fields: moved(fields, edit.id, edit.by) }
  }
}

const nextId = (fields: readonly DraftField[]) => Math.max(0, ...fields.map(({ id }) => id)) + 1

function withProposed(
  fields: readonly DraftField[],
  proposed: readonly ProposedField[],
  key: string | undefined,
): DraftField[] {
  // The blank line the form begins with makes room.
  const kept = fields.filter(({ name }) => name.trim() !== '')
  const hasKey = kept.some(({ isKey }) => isKey)
  const first = nextId(fields)
  return [
    ...kept,
    ...proposed
      .filter(({ name }) => !kept.some((field) => field.name === name))
      .map(({ name, kind, sensitive }, index) => ({
        ...{ id: first + index, name, kind, isKey: !hasKey && name === key },
        ...(sensitive ? { sensitive } : {}),
      })),
  ]
}

function moved(fields: readonly DraftField[], id: number, by: -1 | 1): DraftField[] {
  const at = fields.findIndex((field) => field.id === id)
  const to = at + by
  const [field, other] = [fields[at], fields[to]]
  if (!field || !other) return [...fields]
  return fields.map((one, index) => (index === at ? other : index === to ? field : one))
}

/** What is to be saved: rules that the kind does not take are left behind. */
export function definitionOf({ title, description, fields, group }: Draft, ownName: string): ChangedDefinition {
  const nameNow = (name: string) => fields.find(({ was }) => was === name)?.name ?? name
  const said = fields.map(({ id: _, isKey, ...field }) => ({
    ...withRulesOfKind(field),
    ...(isKey ? { required: true, hidden: false, sensitive: false } : {}),
    ...(field.reference?.importType === ownName && {
      reference: { ...field.reference, field: nameNow(field.reference.field) },
    }),
  }))
  const groupField = fields.find(({ id }) => id === group)?.name
  return {
    title,
    ...(description.trim() === '' ? {} : { description }),
    key: fields.filter(({ isKey }) => isKey).map(({ name }) => name.trim()),
    fields: said,
    ...(groupField ? { groupField: groupField.trim() } : {}),
  }
}

function withRulesOfKind<T extends FieldDefinition>(field: T): T {
  const { kind } = field
  const taken = {
    enum: enumKinds.includes(kind) && field.enum?.length ? field.enum : undefined,
    minimum: boundKinds.includes(kind) ? field.minimum : undefined,
    maximum: boundKinds.includes(kind) ? field.maximum : undefined,
    maxLength: lengthKinds.includes(kind) ? field.maxLength : undefined,
    pattern: patternKinds.includes(kind) && field.pattern ? field.pattern : undefined,
    unique: uniqueKinds.includes(kind) ? field.unique : undefined,
    reference: referenceKinds.includes(kind) ? field.reference : undefined,
  }
  const defined = Object.entries({ ...field, ...taken }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(defined) as T
}

/** The draft of a type that is saved already. */
export function draftOf({ title, slug, description = '', fields, key, groupField }: CustomType): Draft {
  const drafts = fields.map(({ column: _, formerNames: __, ...field }, index) => ({
    ...field,
    ...{ id: index + 1, was: field.name, isKey: key.includes(field.name) },
  }))
  const group = drafts.find(({ name }) => name === groupField)?.id ?? null
  return { title, slug, description, fields: drafts, group }
}

/** The columns of a file of the type, as its CSV template has them. */
export function headerOf({ fields }: Draft): string[] {
  return fields.filter(({ hidden, name }) => !hidden && name.trim() !== '').map(({ name }) => name.trim())
}
