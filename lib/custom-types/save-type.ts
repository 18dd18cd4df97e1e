// Making and changing the types of an account. The definition and the table of its records change in one transaction;
// templates that name a renamed field get a version of their own right afterwards, and until then a run reads the old
// name as the new one (current-names.ts).
import { hash } from 'node:crypto'
import { isTaken } from '@/lib/accounts/accounts'
import { now } from '@/lib/platform/clock'
import { clientOf, db, inTransaction, type Tx } from '@/lib/platform/db'
import { claimTable, hasEverHeldRecords, isBusy, makeTable, widenTable } from '@/lib/roster/alter-table'
import { columnFor, ownColumns, snakeCase } from '@/lib/roster/table-names'
import { catalogueFrom, listCustomTypes } from './account-types'
import { compareDefinitions, fieldBefore, type ChangedDefinition } from './compare-definitions'
import type { Definition } from './definition'
import { judgeDefinition, type DefinitionProblem } from './judge-definition'
import { carryNames, templatesOf } from './own-templates'
import { nameOf, toCustomType, toImportType, type CustomType, type StoredField } from './stored-type'

/** More kinds of files than any district keeps by hand. */
export const TYPES_MAX = 100
const TRANSACTION_SECONDS = 360

export type SavedType =
  | {
      ok: true
      type: CustomType
      /** Those that have a new version because a field is called otherwise now. */
      templates: readonly { readonly id: string; readonly name: string }[]
    }
  | { ok: false; reason: 'not-found' | 'exists' | 'too-many' | 'busy' | 'changed-meanwhile' | 'archived' }
  /** It does not hold together. */
  | { ok: false; reason: 'wrong'; problems: readonly DefinitionProblem[] }
  /** There are records or templates, and the change would lose something. */
  | { ok: false; reason: 'loss'; problems: readonly DefinitionProblem[] }

/**
 * Makes a type of the account, with its table.
 * @param input.slug the second half of its name.
 */
export async function createCustomType(input: {
  accountId: string
  slug: string
  definition: Definition
  createdById?: string | null
}): Promise<SavedType> {
  const { accountId, slug, definition } = input
  const own = await listCustomTypes(accountId)
  if (own.length >= TYPES_MAX) return { ok: false, reason: 'too-many' }
  if (own.some((type) => type.slug === slug)) return { ok: false, reason: 'exists' }
  const problems = judgeDefinition(definition, nameOf(slug), catalogueFrom(own))
  if (problems.length > 0) return { ok: false, reason: 'wrong', problems }
  const data = {
    ...{ accountId, slug, tableName: tableNameFor(accountId, slug), createdById: input.createdById ?? null },
    ...dataOf(definition, withColumns(definition.fields, [])),
  }
  return saving(async (tx) => {
    const type = toCustomType(await tx.customType.create({ data }))
    const client = await clientOf(tx)
    if (!(await claimTable(client, accountId, type.name))) throw new Busy()
    await makeTable(client, toImportType(type))
    return { ok: true, type, templates: [] }
  })
}

/**
 * Changes a type. Once it has records or templates, nothing of it may be lost.
 * @param input.version the one the change was made from.
 */
export async function changeCustomType(input: {
  accountId: string
  slug: string
  version: number
  definition: ChangedDefinition
  changedById?: string | null
}): Promise<SavedType> {
  const { accountId, slug, definition } = input
  const saved = await saving(async (tx) => {
    // The first statement locks the row, so that of two changes made from one version the second is told.
    const { count } = await tx.customType.updateMany({ where: { accountId, slug }, data: { updatedAt: now() } })
    const own = await listCustomTypes(accountId, tx)
    const before = own.find((type) => type.slug === slug)
    if (count === 0 || !before) return { ok: false, reason: 'not-found' }
    if (before.archivedAt) return { ok: false, reason: 'archived' }
    if (before.version !== input.version) return { ok: false, reason: 'changed-meanwhile' }
    const problems = judgeDefinition(definition, before.name, catalogueFrom(own))
    if (problems.length > 0) return { ok: false, reason: 'wrong', problems }
    return write(tx, own, before, definition)
  })
  if (saved.ok) await carryNames(saved.type, input.changedById ?? null)
  return saved
}

async function write(
  tx: Tx,
  own: readonly CustomType[],
  before: CustomType,
  definition: ChangedDefinition,
): Promise<SavedType> {
  const { id, accountId } = before
  const client = await clientOf(tx)
  if (!(await claimTable(client, accountId, before.name))) throw new Busy()
  const { losses, renamed } = compareDefinitions(before, definition)
  const type = toImportType(before)
  const templates = await templatesOf(accountId, before.name)
  const isInUse = templates.length > 0 || (await hasEverHeldRecords(client, accountId, type))
  if (isInUse && losses.length > 0) return { ok: false, reason: 'loss', problems: losses }
  const lost = brokenReferences(own, before, definition)
  if (lost.length > 0) return { ok: false, reason: 'loss', problems: lost }

  const fields = isInUse ? withColumns(definition.fields, before.fields) : withColumns(definition.fields, [])
  const data = { ...dataOf(definition, fields), version: before.version + 1 }
  const after = toCustomType(await tx.customType.update({ where: { id }, data }))
  if (isInUse) await widenTable(client, type, toImportType(after))
  else await makeTable(client, toImportType(after))
  for (const other of own) await renameReferences(tx, other, before, renamed)
  const names = new Set(renamed.map(({ from }) => from))
  const touched = templates.filter(({ fields: mapped }) => mapped.some((field) => names.has(field)))
  return { ok: true, type: after, templates: touched.map(({ id: template, name }) => ({ id: template, name })) }
}

/** Archives a type, so that nothing new is begun with it, or brings it back. Records and templates stay. */
export async function archiveCustomType(accountId: string, slug: string, isArchived: boolean): Promise<boolean> {
  const { count } = await db.customType.updateMany({
    where: { accountId, slug },
    data: { archivedAt: isArchived ? now() : null },
  })
  return count > 0
}

/** Undoes the transaction; never leaves this file. */
class Busy extends Error {}

async function saving(work: (tx: Tx) => Promise<SavedType>): Promise<SavedType> {
  try {
    return await inTransaction(work, TRANSACTION_SECONDS)
  } catch (error) {
    if (error instanceof Busy || isBusy(error)) return { ok: false, reason: 'busy' }
    if (isTaken(error)) return { ok: false, reason: 'exists' }
    throw error
  }
}

function dataOf({ title, description, key, groupField }: ChangedDefinition, fields: StoredField[]) {
  return { title, description: description ?? null, key: [...key], groupField: groupField ?? null, fields }
}

/** The fields with the columns they have, and new ones for new fields. */
function withColumns(fields: ChangedDefinition['fields'], before: readonly StoredField[]): StoredField[] {
  const taken = new Set<string>([...ownColumns, ...before.map(({ column }) => column)])
  return fields.map((field) => {
    const { was: _, ...said } = field
    const known = fieldBefore({ fields: before }, field)
    const column = known?.column ?? columnFor(field.name, taken)
    taken.add(column)
    const names = known && known.name !== field.name ? [known.name] : []
    // Never another field's: compareDefinitions refuses a name that one has or had.
    const formerNames = [...new Set([...(known?.formerNames ?? []), ...names])].filter((name) => name !== field.name)
    return { ...said, column, formerNames }
  })
}

/** Other types of the account that refer to a field which is no longer there, or names no single record any more. */
function brokenReferences(
  own: readonly CustomType[],
  before: CustomType,
  { fields, key }: ChangedDefinition,
): DefinitionProblem[] {
  return own
    .filter((type) => type.id !== before.id)
    .flatMap((type) => type.fields)
    .flatMap(({ reference }) => (reference?.importType === before.name ? [reference.field] : []))
    .filter((name) => {
      const field = fields.find((one) => (one.was ?? one.name) === name)
      return !field || !(field.unique || key[0] === field.name)
    })
    .map((field) => ({ code: 'referred-to', path: ['fields'], field }))
}

async function renameReferences(
  tx: Tx,
  other: CustomType,
  before: CustomType,
  renamed: readonly { from: string; to: string }[],
): Promise<void> {
  if (other.id === before.id) return
  const nameNow = (name: string) => renamed.find(({ from }) => from === name)?.to ?? name
  const fields = other.fields.map((field) =>
    field.reference?.importType === before.name
      ? { ...field, reference: { ...field.reference, field: nameNow(field.reference.field) } }
      : field,
  )
  if (JSON.stringify(fields) === JSON.stringify(other.fields)) return
  await tx.customType.update({ where: { id: other.id }, data: { fields, version: { increment: 1 } } })
}

/** Room for staged_ before it and for PostgreSQL's 63 bytes. */
const SLUG_IN_TABLE_MAX = 35

/** custom_bus_passes_1f3a9c0b1234: readable, and no other account's. */
function tableNameFor(accountId: string, slug: string): string {
  const readable = snakeCase(slug).slice(0, SLUG_IN_TABLE_MAX).replace(/_$/, '')
  return `custom_${readable}_${hash('sha256', `${accountId}/${slug}`).slice(0, 12)}`
}
