import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Field, ImportType } from '@/lib/import-types/import-type'
import { query } from '@/lib/platform/db'
import { ensureRosterTables } from './tables'
import { importRows, recordsOf, type TestImport, type TestRow } from './test-import'

const words = { en: 'Word', es: 'Palabra' }
const field = (name: string, more: Partial<Field> = {}): Field => ({ name, title: words, kind: 'text', ...more })
const pupils: ImportType = {
  ...{ name: 'test/pupils', family: 'test', title: words, description: words, fileNames: [], source: '', examples: [] },
  key: ['id'],
  fields: [
    field('id', { kind: 'id' }),
    field('name'),
    field('card', { unique: true }),
    field('schools', { kind: 'list' }),
    field('born', { kind: 'date' }),
  ],
  groupField: 'schools',
}

const pupil = (
  id: string,
  name: string,
  more: Partial<TestRow> & { card?: string; schools?: string[] } = {},
): TestRow => ({
  values: [id, name, more.card ?? null, more.schools ?? null, '2015-03-09'],
  ...more,
})

let accountId: string
const template = randomUUID()
const otherTemplate = randomUUID()
const night = (rows: TestRow[], options: Partial<TestImport> = {}) =>
  importRows(pupils, rows, { accountId, templateId: template, ...options })
const roster = async () =>
  Object.fromEntries((await recordsOf(pupils, accountId)).map((record) => [record.id as string, record]))

beforeAll(() => ensureRosterTables([pupils]))
beforeEach(() => {
  accountId = randomUUID()
})

describe('the roster after a full file', () => {
  it('holds typed values, with quotes, tabs, line breaks, backslashes and brackets as they were', async () => {
    const awkward = 'a\tb\nc\rd\\e"f{g},\\N 😀'
    await night([
      { values: ['1', awkward, '\\.', ['x,y', '', 'NULL', '"', '\\'], '2015-03-09'] },
      { values: ['2', '', null, [], null] },
    ])
    const { '1': first, '2': second } = await roster()
    expect(first).toMatchObject({
      name: awkward,
      card: '\\.',
      schools: ['x,y', '', 'NULL', '"', '\\'],
      state: 'active',
    })
    expect(second).toMatchObject({ name: '', card: null, schools: [], born: null })
  })

  it('has what was added, changed and left out, and counts it', async () => {
    await night([pupil('1', 'Ada'), pupil('2', 'Ben'), pupil('3', 'Cy')])
    const { plan } = await night([pupil('1', 'Ada'), pupil('2', 'Benno'), pupil('4', 'Di')])
    expect(plan).toMatchObject({ added: 1, changed: 1, unchanged: 1, deactivated: 1, rejected: 0, activeBefore: 3 })
    expect(await roster()).toMatchObject({
      '1': { name: 'Ada', state: 'active' },
      '2': { name: 'Benno', state: 'active' },
      '3': { name: 'Cy', state: 'inactive' },
      '4': { name: 'Di', state: 'active' },
    })
  })

  it('has not one row version written when the same rows come again, in any order', async () => {
    const rows = [pupil('1', 'Ada', { schools: ['a', 'b'] }), pupil('2', 'Ben')]
    await night(rows)
    const before = await recordsOf(pupils, accountId)
    const { plan } = await night(rows.toReversed())
    expect(plan).toMatchObject({ unchanged: 2, added: 0, changed: 0, deactivated: 0 })
    expect(await recordsOf(pupils, accountId)).toEqual(before)
    expect(await query('select from roster.changes where account_id = $1', [accountId])).toHaveLength(0)
  })

  it('keeps first run and history of a record that goes and comes back', async () => {
    const first = await night([pupil('1', 'Ada'), pupil('2', 'Ben')])
    await night([pupil('2', 'Ben')])
    const back = await night([pupil('1', 'Ada'), pupil('2', 'Ben')])
    expect(back.plan).toMatchObject({ added: 1, unchanged: 1 })
    expect((await roster())['1']).toMatchObject({ state: 'active', first_run: first.runId, last_run: back.runId })
    const history = await query('select kind, before from roster.changes where account_id = $1 order by sequence', [
      accountId,
    ])
    expect(history).toMatchObject([
      { kind: 'deactivated', before: { name: 'Ada', state: 'active' } },
      { kind: 'returned', before: { name: 'Ada', state: 'inactive' } },
    ])
  })

  it('can be brought back exactly from the images of before', async () => {
    await night([pupil('1', 'Ada', { schools: ['a'] }), pupil('2', 'Ben')])
    const before = await recordsOf(pupils, accountId)
    const { runId } = await night([pupil('1', 'Ada Maria'), pupil('3', 'Cy')])
    await query(`delete from roster.test_pupils where account_id = $1 and first_run = $2`, [accountId, runId])
    await query(
      `update roster.test_pupils r set (name, card, schools, born, template_id, state, row_hash, first_run, last_run, last_line, changed_at) =
         (b.name, b.card, b.schools, b.born, b.template_id, b.state, b.row_hash, b.first_run, b.last_run, b.last_line, b.changed_at)
       from roster.changes c, jsonb_populate_record(null::roster.test_pupils, c.before) b
       where c.run_id = $1 and r.account_id = b.account_id and r.id = b.id`,
      [runId],
    )
    const withoutVersion = (records: Record<string, unknown>[]) => records.map(({ version: _, ...record }) => record)
    expect(withoutVersion(await recordsOf(pupils, accountId))).toEqual(withoutVersion(before))
  })

  it('keeps keys apart that differ in case, blanks, accents or leading zeros', async () => {
    const ids = ['a1', 'A1', '01', '1', '1.0', '\u00e9', 'e\u0301', 'x y', 'x  y']
    const { plan } = await night(ids.map((id) => pupil(id, `Pupil ${id}`)))
    expect(plan.added).toBe(ids.length)
  })

  it('counts by school where something changes or goes, a pupil of two schools in both', async () => {
    await night([
      pupil('1', 'Ada', { schools: ['north'] }),
      pupil('2', 'Ben', { schools: ['north', 'south'] }),
      pupil('3', 'Cy', { schools: ['south'] }),
      pupil('4', 'Di', { schools: ['west'] }),
    ])
    const { plan } = await night([pupil('1', 'Adam', { schools: ['north'] }), pupil('4', 'Di', { schools: ['west'] })])
    expect(plan.groups).toEqual([
      { group: 'north', activeBefore: 2, changed: 1, deactivated: 1 },
      { group: 'south', activeBefore: 2, changed: 0, deactivated: 2 },
    ])
  })
})

it('measures a first file by the records it meets, whoever owns them', async () => {
  await night([pupil('1', 'Ada', { schools: ['north'] }), pupil('2', 'Ben'), pupil('3', 'Cy')])
  const rows = [pupil('1', 'Adam', { schools: ['north'] }), pupil('2', 'Ben'), pupil('9', 'Zoe')]
  const { plan } = await night(rows, { templateId: otherTemplate })
  expect(plan).toMatchObject({ activeBefore: 2, changed: 1, groups: [{ group: 'north', activeBefore: 1, changed: 1 }] })
  expect((await night(rows, { templateId: null })).plan).toMatchObject({ changed: 0 })
})

describe('a rejected row', () => {
  it('neither changes nor deactivates the record it stands for', async () => {
    await night([pupil('1', 'Ada'), pupil('2', 'Ben')])
    const before = await recordsOf(pupils, accountId)
    const { plan } = await night([pupil('1', '???', { rejected: true }), pupil('2', 'Ben')])
    expect(plan).toMatchObject({ rejected: 1, unchanged: 1, changed: 0, deactivated: 0 })
    expect(await recordsOf(pupils, accountId)).toEqual(before)
  })

  it('without a key holds back every deactivation, and says how many', async () => {
    await night([pupil('1', 'Ada'), pupil('2', 'Ben'), pupil('3', 'Cy')])
    const { plan } = await night([pupil('1', 'Adam')], { withholdDeactivations: true })
    expect(plan).toMatchObject({ changed: 1, deactivated: 0, withheld: 2 })
    expect(await roster()).toMatchObject({ '2': { state: 'active' }, '3': { state: 'active' } })
  })
})

describe('a key that stands in the file more than once', () => {
  it('is kept once when the rows are alike', async () => {
    const { plan, issues } = await night([pupil('1', 'Ada'), pupil('2', 'Ben'), pupil('1', 'Ada'), pupil('1', 'Ada')])
    expect(plan).toMatchObject({ added: 2, rejected: 0, unchanged: 2 })
    expect(issues.map(({ code, line, params }) => [code, line, params?.firstLine])).toEqual([
      ['row-key-repeated', 4, 2],
      ['row-key-repeated', 5, 2],
    ])
  })

  it('rejects all its rows when they differ, and leaves the record as it is', async () => {
    await night([pupil('1', 'Ada'), pupil('2', 'Ben')])
    const { plan, issues } = await night([pupil('1', 'Ada'), pupil('2', 'Ben'), pupil('1', 'Adam')])
    expect(plan).toMatchObject({ rejected: 2, unchanged: 1, deactivated: 0 })
    expect(issues.map(({ code, line, params }) => [code, line, params?.firstLine])).toEqual([
      ['row-key-duplicate', 2, 4],
      ['row-key-duplicate', 4, 2],
    ])
    expect(await roster()).toMatchObject({ '1': { name: 'Ada', state: 'active' } })
  })

  it('rejects a good row beside a rejected one, and alike rows where the standard is taken strictly', async () => {
    const mixed = await night([pupil('1', 'Ada'), pupil('1', 'Ada', { rejected: true })])
    expect(mixed.plan).toMatchObject({ rejected: 2, added: 0 })
    const strict = await night([pupil('1', 'Ada'), pupil('1', 'Ada')], { tolerance: 'strict' })
    expect(strict.plan).toMatchObject({ rejected: 2, added: 0 })
  })
})

it('rejects every row that shares a value of a unique field with another record', async () => {
  const rows = [pupil('1', 'Ada', { card: 'c1' }), pupil('2', 'Ben', { card: 'c2' }), pupil('3', 'Cy', { card: 'c1' })]
  const { plan, issues } = await night(rows)
  expect(plan).toMatchObject({ added: 1, rejected: 2 })
  expect(issues.map(({ code, line, column, params }) => [code, line, column, params?.firstLine])).toEqual([
    ['value-not-unique', 2, 'column card', 4],
    ['value-not-unique', 4, 'column card', 2],
  ])
})

describe('the owner of a record', () => {
  const elsewhere = (rows: TestRow[], options: Partial<TestImport> = {}) =>
    night(rows, { templateId: otherTemplate, ...options })

  it('is the template that brought it: another one changes it without taking it over or missing it', async () => {
    await night([pupil('1', 'Ada'), pupil('2', 'Ben')])
    const other = await elsewhere([pupil('2', 'Benno'), pupil('3', 'Cy')])
    expect(other.plan).toMatchObject({ added: 1, changed: 1, deactivated: 0 })
    expect(await roster()).toMatchObject({
      '2': { name: 'Benno', template_id: template },
      '3': { template_id: otherTemplate },
    })
    const gone = await elsewhere([pupil('4', 'Di')])
    expect(gone.plan.deactivated).toBe(1)
    expect(await roster()).toMatchObject({
      '1': { state: 'active' },
      '2': { state: 'active' },
      '3': { state: 'inactive' },
    })
  })

  it('changes when an inactive record comes back from another template', async () => {
    await night([pupil('1', 'Ada'), pupil('2', 'Ben')])
    await night([pupil('2', 'Ben')])
    await elsewhere([pupil('1', 'Ada')])
    expect((await roster())['1']).toMatchObject({ template_id: otherTemplate, state: 'active' })
  })

  it('is found for what a one-time import or a deleted template left, and the history knows', async () => {
    await night([pupil('1', 'Ada'), pupil('2', 'Ben')], { templateId: null })
    await elsewhere([pupil('3', 'Cy')])
    const { plan, runId } = await night([pupil('1', 'Ada'), pupil('3', 'Cy')], { releasedTemplates: [otherTemplate] })
    expect(plan).toMatchObject({ unchanged: 2, adopted: 2, deactivated: 0 })
    const owners = Object.entries(await roster()).map(([id, record]) => [id, record.template_id])
    expect(owners).toEqual([
      ['1', template],
      ['2', null],
      ['3', template],
    ])
    expect(await query('select kind from roster.changes where run_id = $1', [runId])).toEqual([
      { kind: 'adopted' },
      { kind: 'adopted' },
    ])
  })

  it('is nobody after a one-time import, which therefore deactivates nothing', async () => {
    await night([pupil('1', 'Ada')])
    const { plan } = await night([pupil('2', 'Ben')], { templateId: null })
    expect(plan).toMatchObject({ added: 1, deactivated: 0 })
  })

  it('never lives in another account', async () => {
    await night([pupil('1', 'Ada')])
    const before = await recordsOf(pupils, accountId)
    await importRows(pupils, [pupil('1', 'Zoe')], { accountId: randomUUID(), templateId: template })
    expect(await recordsOf(pupils, accountId)).toEqual(before)
  })
})

describe('the mode of a file', () => {
  it('partial: what is left out stays, what says that it has gone goes', async () => {
    await night([pupil('1', 'Ada'), pupil('2', 'Ben'), pupil('3', 'Cy')])
    const rows = [
      pupil('1', 'Adam'),
      pupil('2', 'Ben', { deactivates: true }),
      pupil('9', 'Nobody', { deactivates: true }),
    ]
    const { plan } = await night(rows, { mode: 'partial' })
    expect(plan).toMatchObject({ added: 0, changed: 1, deactivated: 1, unchanged: 1 })
    expect(await roster()).toMatchObject({
      '1': { name: 'Adam' },
      '2': { state: 'inactive' },
      '3': { state: 'active' },
    })
    expect(await roster()).not.toHaveProperty('9')
  })

  it('partial: a file that comes late does not change back what a newer one changed', async () => {
    await night([pupil('1', 'Ada'), pupil('2', 'Ben')])
    const newer = await night([pupil('1', 'Adam')], { mode: 'partial' })
    const late = [pupil('1', 'Aida'), pupil('2', 'Benno')]
    const { plan } = await night(late, { mode: 'partial', newerRuns: [newer.runId] })
    expect(plan).toMatchObject({ changed: 1, unchanged: 1 })
    expect(await roster()).toMatchObject({ '1': { name: 'Adam' }, '2': { name: 'Benno' } })
  })

  it('add-only: what is there is not changed, what is not is added', async () => {
    await night([pupil('1', 'Ada')])
    const { plan } = await night([pupil('1', 'Adam'), pupil('2', 'Ben')], { mode: 'add-only' })
    expect(plan).toMatchObject({ added: 1, changed: 0, unchanged: 1, deactivated: 0 })
    expect(await roster()).toMatchObject({ '1': { name: 'Ada' }, '2': { name: 'Ben' } })
  })
})

it('leaves a field alone that the file does not fill', async () => {
  await night([pupil('1', 'Ada', { schools: ['a'] })])
  const fewer = { fills: ['id', 'name'] }
  expect((await night([pupil('1', 'Ada')], fewer)).plan).toMatchObject({ unchanged: 1 })
  expect((await night([pupil('1', 'Adam')], fewer)).plan).toMatchObject({ changed: 1 })
  expect((await roster())['1']).toMatchObject({ name: 'Adam', schools: ['a'] })
})
