// The records that a record names: the student of a visitor, the class of an enrollment, with what they are called. Found
// by the index of their key, or of the field they are named by.
import { recordTitle } from '@/lib/import-types/record-title'
import { typeReferredTo } from '@/lib/import-types/catalogue'
import type { Field, ImportType } from '@/lib/import-types/import-type'
import { query } from '@/lib/platform/db'
import { keyParts, keyText, recordData, type RecordData } from './record-data'
import type { RecordState } from './record-filter'
import { keyColumns } from './record-key'
import { qualified, quoted, rosterTableOf, type RosterTable } from './table-names'

export type NamedRecord = {
  readonly type: ImportType
  readonly key: string
  /** The key as people may see it. */
  readonly shownKey: string
  /** What people call it; undefined for what is only a link between others. */
  readonly title: string | undefined
  readonly state: RecordState
}

/** The record that this value of a field names, if the account has it. */
export type NamedBy = (field: Field, value: string) => NamedRecord | undefined

/** So many values of one kind are looked up at once. */
const VALUES_MAX = 1000

type Asked = { readonly type: ImportType; readonly field: string; readonly values: Set<string> }

/**
 * Finds the records that some records of one type name.
 * @param records with their values by field name.
 */
export async function referredRecords(
  accountId: string,
  type: ImportType,
  records: readonly RecordData[],
): Promise<NamedBy> {
  const asked = new Map<string, Asked>()
  for (const field of type.fields) {
    const target = targetOf(type, field)
    if (!target) continue
    const one = asked.get(target.name) ?? { ...target, values: new Set<string>() }
    asked.set(target.name, one)
    for (const value of records.flatMap((data) => valuesOf(data, field.name))) {
      if (one.values.size < VALUES_MAX) one.values.add(value)
    }
  }
  const found = new Map<string, ReadonlyMap<string, NamedRecord>>()
  await Promise.all(
    [...asked].map(async ([name, one]) => {
      if (one.values.size > 0) found.set(name, await recordsNamed(accountId, one))
    }),
  )
  return (field, value) => found.get(targetOf(type, field)?.name ?? '')?.get(value)
}

/** The values of a field, one or a list, as texts. */
export function valuesOf(data: RecordData, name: string): readonly string[] {
  const value = data[name]
  if (value === null || value === undefined || value === '') return []
  return typeof value === 'object' ? value : [String(value)]
}

/** A record as a link tells of it. */
export function namedRecord(type: ImportType, key: string, state: RecordState, data: RecordData): NamedRecord {
  const title = recordTitle(type, ({ name }) => valuesOf(data, name).join(' '))
  return { type, key, shownKey: shownKey(type, key), state, title }
}

/** A key for people to read: its parts without those that are blank, and without those that are sensitive. */
export function shownKey(type: ImportType, key: string): string {
  const table = rosterTableOf(type)
  const parts = keyParts(table, key)
  if (!parts || parts.length === 1) return key
  const shown = parts.filter((part, index) => part !== '' && !table.key[index]?.field.sensitive)
  return shown.length > 0 ? shown.join(' · ') : '…'
}

/** The key of a record of one of these types, whole for who asked to see what is sensitive. */
export function keyToShow(
  types: readonly ImportType[],
  { importType, key }: { readonly importType: string; readonly key: string },
  isRevealed: boolean,
): string {
  if (isRevealed) return key
  const type = types.find(({ name }) => name === importType)
  return type ? shownKey(type, key) : '…'
}

function targetOf(from: ImportType, { reference }: Field) {
  const type = reference && typeReferredTo(from, reference.importType)
  return type && { type, field: reference.field, name: JSON.stringify([type.name, reference.field]) }
}

type Row = Readonly<Record<string, unknown>> & { readonly state: RecordState }

async function recordsNamed(
  accountId: string,
  { type, field, values }: Asked,
): Promise<ReadonlyMap<string, NamedRecord>> {
  const table = rosterTableOf(type)
  const target = table.columns.find((column) => column.field.name === field)
  if (!target) return new Map()
  // As it is only where it is a text already, so that an index of it is used.
  const name = `r.${quoted(target.column)}${target.sqlType === 'text' ? '' : '::text'}`
  // Several records may share the value, as contacts of one student do: active ones come first.
  const rows = await query<{ value: string; record: Row }>(
    `select distinct on (${name}) ${name} as value, to_jsonb(r) as record from ${qualified(table)} r
     where r.account_id = $1 and ${name} = any($2::text[]) order by ${name}, r.state, ${keyColumns(table, 'r')}`,
    [accountId, [...values]],
  )
  return new Map(rows.map(({ value, record }) => [value, named(table, record)]))
}

function named(table: RosterTable, row: Row): NamedRecord {
  const key = keyText(table.key.map(({ column }) => String(row[column])))
  return namedRecord(table.type, key, row.state, recordData(table, row))
}
