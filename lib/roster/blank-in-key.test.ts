// Keys of which a part may be blank: a visitor without a number, a course record without a term.
import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Field, ImportType } from '@/lib/import-types/import-type'
import { readRecords } from './records'
import { ensureRosterTables } from './tables'
import { importRows, type TestRow } from './test-import'

const words = { en: 'Word', es: 'Palabra' }
const field = (name: string, more: Partial<Field> = {}): Field => ({ name, title: words, kind: 'text', ...more })
const guests: ImportType = {
  ...{ name: 'test/guests', family: 'test', title: words, description: words, fileNames: [], source: '', examples: [] },
  key: ['host', 'born'],
  fields: [
    field('host', { kind: 'id', blankInKey: true, reference: { importType: 'test/guests', field: 'host' } }),
    field('born', { kind: 'date', blankInKey: true }),
    field('name'),
  ],
  groupField: 'host',
}

let accountId: string
const templateId = randomUUID()
const guest = (host: string, born: string, name: string): TestRow => ({ values: [host, born, name] })
const night = async (...rows: TestRow[]) => {
  const { plan, issues } = await importRows(guests, rows, { accountId, templateId })
  const { added, changed, deactivated, unchanged, groups } = plan
  return { counts: { added, changed, deactivated, unchanged }, groups: groups.map(({ group }) => group), issues }
}

beforeAll(() => ensureRosterTables([guests]))
beforeEach(() => {
  accountId = randomUUID()
})

describe('a key with a blank part', () => {
  it('is a key like any other: found again, changed, left out, and nobody else’s', async () => {
    const first = [guest('7', '', 'Ana'), guest('', '1984-11-30', 'Luz'), guest('', '', 'Eva')]
    expect((await night(...first)).counts).toEqual({ added: 3, changed: 0, deactivated: 0, unchanged: 0 })
    expect((await night(...first)).counts).toEqual({ added: 0, changed: 0, deactivated: 0, unchanged: 3 })
    const next = await night(guest('7', '', 'Ana'), guest('', '1984-11-30', 'Lucía'))
    expect(next.counts).toEqual({ added: 0, changed: 1, deactivated: 1, unchanged: 1 })
  })

  it('is shown as a record without that value, and the record is found by its key', async () => {
    await night(guest('', '1984-11-30', 'Luz'))
    const [record] = (await readRecords(accountId, guests)).items
    expect(record).toMatchObject({ key: '["","1984-11-30"]', data: { host: null, born: '1984-11-30', name: 'Luz' } })
    expect((await readRecords(accountId, guests, { key: record?.key })).items).toHaveLength(1)
  })

  it('stands twice in a file like any other', async () => {
    const { issues } = await night(guest('', '', 'Ana'), guest('', '', 'Eva'))
    expect(issues.map(({ code, line }) => [code, line])).toEqual([
      ['row-key-duplicate', 2],
      ['row-key-duplicate', 3],
    ])
  })

  it('refers to nothing, and is no school to count by', async () => {
    await night(guest('', '', 'Ana'), guest('7', '', 'Luz'))
    const { groups, issues } = await night(guest('7', '', 'Lucía'))
    expect([groups, issues]).toEqual([['7'], []])
  })
})
