// The contract of an import type that nobody has seen before: whatever an account declares, its own template with its
// examples is mapped by suggestion, imported without an issue, exported as it came, and imported again without a change.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { customTypeBySlug, importTypeOf } from '@/lib/custom-types/account-types'
import type { ChangedDefinition } from '@/lib/custom-types/compare-definitions'
import { definitionSchema, type Definition, type FieldDefinition } from '@/lib/custom-types/definition'
import { judgeDefinition } from '@/lib/custom-types/judge-definition'
import { changeCustomType, createCustomType } from '@/lib/custom-types/save-type'
import { busPasses, saved, testType, withFields } from '@/lib/custom-types/test-types'
import { writeCsv } from '@/lib/csv/write-csv'
import { builtInTypes } from '@/lib/import-types/catalogue'
import type { ImportType } from '@/lib/import-types/import-type'
import { exampleRows, templateHeader } from '@/lib/import-types/template-csv'
import { fileMappingSchema } from '@/lib/mapping/file-mapping'
import { isSensitiveHeader } from '@/lib/mapping/sensitive-column'
import { suggestMapping } from '@/lib/mapping/suggest-mapping'
import { inTransaction } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { recordHistory } from '@/lib/roster/record-history'
import { readRecords } from '@/lib/roster/records'
import { recordsCsv } from '@/lib/roster/records-csv'
import { createTemplate } from '@/lib/templates/create-template'
import { settingsFrom } from '@/lib/templates/settings-change'
import { templateById } from '@/lib/templates/template'
import { processRun } from './process'
import { startRollback } from './start-rollback'
import { deliver, issuesOf, never, prepareInstallation, testDistrict, type District } from './test-district'

beforeAll(prepareInstallation)
afterAll(() => stopQueue())

async function templateFor(district: District, type: ImportType): Promise<{ id: string; header: string[] }> {
  const header = templateHeader(type)
  const columns = header.map((name, position) => ({ header: name, position, samples: [] }))
  const suggestions = suggestMapping(columns, type)
  const mapping = fileMappingSchema.parse({
    ...{ name: 'own.csv', importType: type.name },
    columns: columns.map((column, index) => ({ ...column, field: suggestions[index]?.field ?? null })),
  })
  const made = await inTransaction((tx) =>
    createTemplate(tx, {
      ...{ ...district, name: 'own', fileName: 'own.csv', importType: type.name },
      ...{ mapping: [mapping], settings: settingsFrom() },
    }),
  )
  if (!made.ok) throw new Error(made.reason)
  return { id: made.template.id, header }
}

async function exported(district: District, type: ImportType): Promise<string[][]> {
  let csv = ''
  for await (const piece of recordsCsv(district.accountId, type, {})) csv += String(piece)
  return csv
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))
}

const word = fc.stringMatching(/^[A-Z][a-z]{2,8}$/)
const names = fc.uniqueArray(
  fc.tuple(word, word).map((words) => words.join(' ')),
  {
    ...{ minLength: 2, maxLength: 7 },
    selector: (name) => name.toLowerCase(),
  },
)
type Rules = Omit<FieldDefinition, 'name'>
const rules: fc.Arbitrary<Rules> = fc.oneof(
  fc.constantFrom<Rules>(
    { kind: 'boolean' as const },
    { kind: 'date' as const },
    { kind: 'date-time' as const },
    { kind: 'email' as const, unique: true },
    { kind: 'phone' as const },
    { kind: 'grade' as const },
    { kind: 'year' as const },
    { kind: 'list' as const, enum: ['Red', 'Green'] },
    { kind: 'text' as const, pattern: '[A-Z]{2}-\\d{3}' },
    { kind: 'id' as const, pattern: '(BUS|CAR)\\d+', unique: true },
  ),
  fc.record({
    kind: fc.constant('integer' as const),
    minimum: fc.integer({ min: -99, max: 0 }),
    maximum: fc.integer({ min: 9, max: 99 }),
  }),
  fc.record({ kind: fc.constant('text' as const), maxLength: fc.integer({ min: 1, max: 40 }), required: fc.boolean() }),
  fc.record({ kind: fc.constant('decimal' as const), sensitive: fc.boolean() }),
)
const definitions: fc.Arbitrary<Definition> = names.chain((all) =>
  fc
    .record({
      kinds: fc.array(rules, { minLength: all.length, maxLength: all.length }),
      keyKind: fc.constantFrom('id' as const, 'text' as const, 'integer' as const, 'date' as const),
    })
    .map(({ kinds, keyKind }) => ({
      title: 'Anything',
      key: [all[0] ?? ''],
      fields: all.map((name, index) =>
        index === 0 ? { name, kind: keyKind } : { name, ...(kinds[index] ?? { kind: 'text' as const }) },
      ),
    })),
)

describe('a type an account declares, whatever it is', () => {
  it('has made-up rows that are imported, exported equal, and imported again without a change', async () => {
    const district = await testDistrict()
    let count = 0
    await fc.assert(
      fc.asyncProperty(definitions, async (drawn) => {
        fc.pre(drawn.fields.every(({ name }) => !isSensitiveHeader(name)))
        const definition = definitionSchema.parse(drawn)
        expect(judgeDefinition(definition, 'custom/anything', builtInTypes)).toEqual([])
        const own = await testDistrict()
        saved(await createCustomType({ accountId: own.accountId, slug: `any-${count++}`, definition }))
        const type = await importTypeOf(own.accountId, `custom/any-${count - 1}`)
        if (!type) throw new Error('the type is not there')
        const rows = exampleRows(type)
        expect(rows.length).toBeGreaterThan(0)
        const { header } = await templateFor(own, type)
        const first = await deliver(own, writeCsv([header, ...rows]), { fileName: 'own.csv' })
        expect(await issuesOf(first)).toEqual([])
        expect(first).toMatchObject({ state: 'applied', counts: { added: rows.length } })
        const [shown, ...records] = await exported(own, type)
        expect(shown).toEqual(header)
        expect(records).toHaveLength(rows.length)
        const again = await deliver(own, writeCsv([shown ?? [], ...records]), { fileName: 'own.csv' })
        expect(await issuesOf(again)).toEqual([])
        expect(again).toMatchObject({ counts: { unchanged: rows.length, changed: 0, added: 0 } })
        expect((await readRecords(district.accountId, type)).items).toEqual([])
      }),
      { numRuns: 5 },
    )
  }, 240_000)
})

describe('a type that changes between two nights', () => {
  const header = 'Pass Number,Student ID,Route,Stop,Valid until'
  const rows = ['P1,00417,Red,7,2026-12-31', 'P2,00418,Green,12,2026-12-31']
  const file = (head: string, ...lines: string[]) => [head, ...lines, ''].join('\n')
  const change = async ({ accountId }: District, definition: ChangedDefinition) => {
    const { version = 0 } = (await customTypeBySlug(accountId, 'bus-passes')) ?? {}
    return saved(await changeCustomType({ accountId, slug: 'bus-passes', version, definition }))
  }
  const recordsOf = async ({ accountId }: District) => {
    const type = await importTypeOf(accountId, 'custom/bus-passes')
    return type ? (await readRecords(accountId, type)).items.map(({ data }) => data) : []
  }

  async function imported(): Promise<{ district: District; templateId: string }> {
    const district = await testDistrict()
    await testType(district.accountId)
    const type = await importTypeOf(district.accountId, 'custom/bus-passes')
    if (!type) throw new Error('the type is not there')
    const { id } = await templateFor(district, type)
    const run = await deliver(district, file(header, ...rows), { fileName: 'own.csv' })
    expect(run).toMatchObject({ state: 'applied', counts: { added: 2 } })
    return { district, templateId: id }
  }

  it('is looked at anew: a rule that is gone lets in what it kept out, though the file is the same', async () => {
    const { district } = await imported()
    const late = file(header, ...rows, 'P3,00419,Violet,200,2026-12-31')
    const refused = await deliver(district, late, { fileName: 'own.csv' })
    expect(refused.counts).toMatchObject({ rejected: 1, added: 0 })
    await change(district, withFields(busPasses, { name: 'Route', kind: 'text' }, { name: 'Stop', kind: 'decimal' }))
    const taken = await deliver(district, late, { fileName: 'own.csv' })
    expect(taken.counts).toMatchObject({ rejected: 0, added: 1, changed: 0, unchanged: 2 })
    expect((await recordsOf(district)).map((data) => data.Stop)).toEqual([7, 12, 200])
  })

  it('goes on with a field under its new name, in the template, the records and their history', async () => {
    const { district, templateId } = await imported()
    const fields = busPasses.fields.map((field) =>
      field.name === 'Route' ? { ...field, name: 'Line', was: 'Route' } : field,
    )
    await change(district, { ...busPasses, fields })
    const template = await templateById(district.accountId, templateId)
    expect(template?.version).toBe(2)
    expect(template?.mapping[0]?.columns[2]).toMatchObject({ header: 'Route', field: 'Line' })
    const moved = file(header, rows[0]?.replace('Red', 'Blue') ?? '', rows[1] ?? '')
    const run = await deliver(district, moved, { fileName: 'own.csv' })
    expect(run.counts).toMatchObject({ changed: 1, unchanged: 1, rejected: 0 })
    expect((await recordsOf(district)).map((data) => data.Line)).toEqual(['Blue', 'Green'])
  })
})

describe('a type that has grown since', () => {
  it('does not keep a run from being undone exactly, nor a record from telling its story', async () => {
    const district = await testDistrict()
    await testType(district.accountId)
    const typeNow = async () => {
      const type = await importTypeOf(district.accountId, 'custom/bus-passes')
      if (!type) throw new Error('the type is not there')
      return type
    }
    await templateFor(district, await typeNow())
    const night = (stop: number, until: string) =>
      deliver(district, `Pass Number,Stop,Valid until\nP1,${stop},${until}\n`, { fileName: 'own.csv' })
    await night(7, '2026-12-31')
    const second = await night(8, '2027-06-30')
    const wider = withFields(
      busPasses,
      { name: 'Stop', kind: 'text' },
      { name: 'Valid until', kind: 'text' },
      { name: 'Deposit', kind: 'decimal' },
    )
    const { version = 0 } = (await customTypeBySlug(district.accountId, 'bus-passes')) ?? {}
    saved(await changeCustomType({ accountId: district.accountId, slug: 'bus-passes', version, definition: wider }))
    const started = await startRollback({ accountId: district.accountId, runId: second.id, by: 'Maya' })
    if (!started.ok) throw new Error(started.reason)
    await processRun(started.runId, never)
    const [record] = (await readRecords(district.accountId, await typeNow())).items
    expect(record?.data).toMatchObject({ Stop: '7', 'Valid until': '2026-12-31', Deposit: null })
    const told = await recordHistory(district.accountId, await typeNow(), 'P1', {})
    expect(told?.events).toHaveLength(3)
  })
})

describe('two accounts with types of one name', () => {
  it('never see, change or refer to each other’s records', async () => {
    const [mine, theirs] = [await testDistrict(), await testDistrict()]
    const other: Definition = {
      title: 'Bus passes',
      key: ['Number'],
      fields: [
        { name: 'Number', kind: 'integer' },
        { name: 'Route', kind: 'integer' },
      ],
    }
    await testType(mine.accountId)
    await testType(theirs.accountId, other)
    for (const [district, content] of [
      [mine, 'Pass Number,Student ID,Route,Stop,Valid until\n1,00417,Red,7,2026-12-31\n'],
      [theirs, 'Number,Route\n1,55\n'],
    ] as const) {
      const type = await importTypeOf(district.accountId, 'custom/bus-passes')
      if (!type) throw new Error('the type is not there')
      await templateFor(district, type)
      expect(await deliver(district, content, { fileName: 'own.csv' })).toMatchObject({
        counts: { added: 1, rejected: 0 },
      })
    }
    const mineType = await importTypeOf(mine.accountId, 'custom/bus-passes')
    const theirType = await importTypeOf(theirs.accountId, 'custom/bus-passes')
    if (!mineType || !theirType) throw new Error('the types are not there')
    expect((await readRecords(mine.accountId, mineType)).items).toMatchObject([{ key: '1', data: { Route: 'Red' } }])
    expect((await readRecords(theirs.accountId, theirType)).items).toMatchObject([{ key: '1', data: { Route: 55 } }])
    expect((await readRecords(theirs.accountId, mineType)).items).toEqual([])
    expect((await readRecords(mine.accountId, theirType)).items).toEqual([])
  })
})
