// Which of some values name records that an account already has: evidence for what a column holds, before anything of it
// is imported. Only counts leave this file.
import { typeReferredTo } from '@/lib/import-types/catalogue'
import type { Field, ImportType } from '@/lib/import-types/import-type'
import { query } from '@/lib/platform/db'
import { qualified, quoted, rosterTableOf } from './table-names'

/** A value longer than this names nothing. */
const VALUE_LENGTH_MAX = 255
/** So many columns are looked at, the first ones. */
const COLUMNS_MAX = 200

type Target = { readonly type: ImportType; readonly field: string; readonly fills: string[] }

/**
 * For each column the fields whose records its values name: those the field refers to, or, for the key of the type, its
 * own.
 * @param columns different values of each column.
 * @returns for each column the share, from 0 to 1, by field; fields of which the account knows none of all these values
 * are left out.
 */
export async function knownKeys(
  accountId: string,
  type: ImportType,
  columns: readonly (readonly string[])[],
): Promise<Readonly<Record<string, number>>[]> {
  const shares = columns.map((): Record<string, number> => ({}))
  const asked = columns.slice(0, COLUMNS_MAX).map((values) => values.map((value) => value.trim()).filter(isKey))
  const all = [...new Set(asked.flat())]
  if (all.length === 0) return shares
  for (const target of await withTables(targetsOf(type))) {
    const found = await valuesThatName(accountId, target, all)
    if (found.size === 0) continue
    asked.forEach((values, at) => {
      if (values.length === 0) return
      const share = values.filter((value) => found.has(value)).length / values.length
      for (const field of target.fills) shares[at] = { ...shares[at], [field]: share }
    })
  }
  return shares
}

function isKey(value: string): boolean {
  return value !== '' && value.length <= VALUE_LENGTH_MAX && !/\s/.test(value)
}

function targetsOf(type: ImportType): Target[] {
  const targets = new Map<string, Target>()
  for (const field of type.fields) {
    const meant = targetOf(type, field)
    if (!meant || field.sensitive) continue
    const name = JSON.stringify([meant.type.name, meant.field])
    const target = targets.get(name) ?? { ...meant, fills: [] }
    target.fills.push(field.name)
    targets.set(name, target)
  }
  return [...targets.values()]
}

function targetOf(type: ImportType, { name, reference }: Field): Omit<Target, 'fills'> | undefined {
  if (!reference) return type.key.length === 1 && type.key[0] === name ? { type, field: name } : undefined
  const target = typeReferredTo(type, reference.importType)
  return target && { type: target, field: reference.field }
}

/** Those whose table is there: one of a type that has never been imported may still be missing. */
async function withTables(targets: readonly Target[]): Promise<Target[]> {
  const names = targets.map(({ type }) => qualified(rosterTableOf(type)))
  const rows = await query<{ name: string }>(
    `select name from unnest($1::text[]) name where to_regclass(name) is not null`,
    [names],
  )
  const there = new Set(rows.map(({ name }) => name))
  return targets.filter((_, at) => there.has(names[at] ?? ''))
}

async function valuesThatName(accountId: string, { type, field }: Target, values: string[]): Promise<Set<string>> {
  const table = rosterTableOf(type)
  const column = table.columns.find((one) => one.field.name === field)
  if (column?.sqlType !== 'text') return new Set()
  const rows = await query<{ value: string }>(
    `select distinct r.${quoted(column.column)} as value from ${qualified(table)} r
     where r.account_id = $1 and r.${quoted(column.column)} = any($2::text[])`,
    [accountId, values],
  )
  return new Set(rows.map(({ value }) => value))
}
