// Who names whom: forwards as a link with the other record's name, backwards as a list with counts.
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { importTypeNamed, importTypes } from '@/lib/import-types'
import type { ImportType } from '@/lib/import-types/import-type'
import { db, inTransaction, query } from '@/lib/platform/db'
import { compileValidator } from '@/lib/validation/compile-validator'
import { readRecords } from './records'
import { keyToShow, referredRecords, shownKey, valuesOf } from './referred-records'
import { readReferrers, typesReferringTo, type Referring } from './referring-records'
import { rosterTableOf } from './table-names'
import { ensureRosterTables } from './tables'
import { importRows, type TestRow } from './test-import'

const typeOf = (name: string) => importTypeNamed(name) as ImportType

async function newAccount(): Promise<string> {
  const slug = randomUUID().slice(0, 20)
  return (await db.account.create({ data: { name: slug, slug, state: 'tx', timeZone: 'UTC' } })).id
}

/** Rows of cells by field name, read as a file of the type is. */
function rowsOf(type: ImportType, rows: readonly Readonly<Record<string, string>>[]): TestRow[] {
  const validator = compileValidator(type, {
    dateFormats: ['YYYY-MM-DD'],
    tolerance: 'strict',
    columnOf: (field) => field,
  })
  return rows.map((row, index) => {
    const cells = type.fields.map(({ name }) => row[name] ?? '')
    return { values: validator.check(cells, index + 2).values }
  })
}

const put = (accountId: string, name: string, rows: readonly Readonly<Record<string, string>>[]) =>
  importRows(typeOf(name), rowsOf(typeOf(name), rows), { accountId, mode: 'partial' })

async function dataOf(accountId: string, name: string, key: string) {
  const [record] = (await readRecords(accountId, typeOf(name), { key })).items
  if (!record) throw new Error(`there is no ${name} ${key}`)
  return record.data
}

const referringFrom = async (accountId: string, to: string, from: string): Promise<Referring> => {
  const found = await typesReferringTo(accountId, typeOf(to), importTypes)
  return found.find(({ type }) => type.name === from)!
}

let district: string
let other: string
beforeAll(async () => {
  await ensureRosterTables(importTypes)
  district = await newAccount()
  other = await newAccount()
  for (const type of importTypes) {
    await importRows(type, rowsOf(type, type.examples), { accountId: district, mode: 'partial' })
  }
})

const withReferences = importTypes.filter(({ fields }) => fields.some(({ reference }) => reference))

describe.each(withReferences.map((type) => [type.name, type] as const))('%s', (_, type) => {
  it('names records that are there, and each of them knows who names it', async () => {
    const { items } = await readRecords(district, type, { limit: 100 })
    const namedBy = await referredRecords(
      district,
      type,
      items.map(({ data }) => data),
    )
    for (const { key, data } of items) {
      for (const field of type.fields.filter(({ reference }) => reference)) {
        for (const value of valuesOf(data, field.name)) {
          const named = namedBy(field, value)
          expect([field.name, value, named?.type.name]).toEqual([field.name, value, field.reference?.importType])
          const [target] = (await readRecords(district, named!.type, { key: named!.key })).items
          const referring = await typesReferringTo(district, named!.type, importTypes)
          const from = referring.find((one) => one.type === type)
          const referrers = await readReferrers(district, from!, target!.data, { limit: 100 })
          expect(referrers?.items.map((item) => item.key)).toContain(key)
        }
      }
    }
  })
})

describe('the records that name a record', () => {
  it('are counted by state and read page by page, in the order of their keys', async () => {
    const account = await newAccount()
    const visitors = Array.from({ length: 25 }, (_, index) => ({
      ...{ 'Visitor ID': `v${String(index).padStart(2, '0')}`, 'First Name': 'Ana', 'Last Name': 'Reyes' },
      'Student ID': index < 23 ? '00417' : '00418',
    }))
    await put(account, 'visitor-aware/students', [
      { 'Student ID': '00417', 'First Name': 'Maya', 'Last Name': 'Reyes', 'School ID': '012' },
    ])
    await put(account, 'visitor-aware/visitors', visitors)
    await query(
      `update roster.visitor_aware_visitors set state = 'inactive' where account_id = $1 and visitor_id = 'v03'`,
      [account],
    )
    const from = await referringFrom(account, 'visitor-aware/students', 'visitor-aware/visitors')
    const data = await dataOf(account, 'visitor-aware/students', '00417')
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await readReferrers(account, from, data, { after, limit: 10 })
      expect(page?.counts).toEqual({ active: 22, inactive: 1 })
      seen.push(...page!.items.map((item) => String(item.data['Visitor ID'])))
      after = page?.nextCursor ?? undefined
    } while (after)
    expect(seen).toEqual(visitors.slice(0, 23).map((visitor) => visitor['Visitor ID']))
  })

  it('are never those of another account', async () => {
    expect(await typesReferringTo(other, typeOf('visitor-aware/students'), importTypes)).toEqual([])
    const from = await referringFrom(district, 'visitor-aware/students', 'visitor-aware/visitors')
    const data = await dataOf(district, 'visitor-aware/students', '00417')
    expect((await readReferrers(district, from, data))?.items.length).toBeGreaterThan(0)
    expect(await readReferrers(other, from, data)).toMatchObject({ items: [], counts: { active: 0, inactive: 0 } })
    const namedBy = await referredRecords(other, from.type, [{ 'Student ID': '00417' }])
    expect(namedBy(from.fields.at(-1)!, '00417')).toBeUndefined()
  })

  it('a guardian’s students and a student’s guardians come out, both ways of the list', async () => {
    const type = typeOf('oneroster-1.1/users')
    const guardian = await dataOf(district, type.name, 'guardian-0091')
    const from = await referringFrom(district, type.name, type.name)
    expect((await readReferrers(district, from, guardian))?.items.map(({ key }) => key)).toEqual(['student-00417'])
    const namedBy = await referredRecords(district, type, [await dataOf(district, type.name, 'student-00417')])
    const agents = type.fields.find(({ name }) => name === 'agentSourcedIds')!
    expect(namedBy(agents, 'guardian-0091')).toMatchObject({ key: 'guardian-0091', title: 'Lucía Reyes Ortega' })
  })

  it('are given up when they take too long, and the connection is good afterwards', async () => {
    const from = await referringFrom(district, 'visitor-aware/students', 'visitor-aware/visitors')
    const data = await dataOf(district, 'visitor-aware/students', '00417')
    await inTransaction(async (tx) => {
      await tx.$executeRaw`lock table roster.visitor_aware_visitors in access exclusive mode`
      for (let time = 0; time < 3; time++) {
        expect(await readReferrers(district, from, data, { secondsMax: 0.1 })).toBeUndefined()
      }
    })
    expect((await readReferrers(district, from, data))?.items.length).toBeGreaterThan(0)
  })

  it('a cursor that is no key gives nothing, and does no harm', async () => {
    const from = await referringFrom(district, 'visitor-aware/students', 'visitor-aware/visitors')
    const data = await dataOf(district, 'visitor-aware/students', '00417')
    expect(await readReferrers(district, from, data, { after: "x'; --" })).toMatchObject({ items: [] })
  })
})

it('a key is shown without what is sensitive or blank', () => {
  const visitors = typeOf('visitor-aware/visitors')
  expect(shownKey(visitors, JSON.stringify(['', 'Hiro', 'Nakamura', '1955-02-17', '00418']))).toBe(
    'Hiro · Nakamura · 00418',
  )
  expect(shownKey(visitors, 'no key')).toBe('no key')
  expect(shownKey(typeOf('oneroster-1.1/users'), '["a"]')).toBe('["a"]')
})

it('a key is shown whole only to who asked to see what is sensitive', () => {
  const key = JSON.stringify(['', 'Hiro', 'Nakamura', '1955-02-17', '00418'])
  const row = { importType: 'visitor-aware/visitors', key }
  expect(keyToShow(importTypes, row, true)).toBe(key)
  expect(keyToShow(importTypes, row, false)).toBe('Hiro · Nakamura · 00418')
  // Whose parts nobody knows any more.
  expect(keyToShow([], row, false)).toBe('…')
})

it('fields by which records are looked up have an index that begins with the account', async () => {
  const looked = importTypes.flatMap((type) => {
    const table = rosterTableOf(type)
    return table.columns.filter(({ field }) => field.lookup).map(({ column }) => [table.name, column])
  })
  expect(looked.length).toBeGreaterThan(5)
  for (const [table, column] of looked) {
    const indexes = await query<{ indexdef: string }>(
      `select indexdef from pg_indexes where schemaname = 'roster' and tablename = $1`,
      [table],
    )
    const own = indexes.filter(({ indexdef }) => indexdef.endsWith(`(account_id, ${column})`))
    expect([table, column, own.length]).toEqual([table, column, 1])
  }
})
