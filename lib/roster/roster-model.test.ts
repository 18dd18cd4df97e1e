// The roster against a model of it in memory, over random files one after the other.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import type { Field, ImportType } from '@/lib/import-types/import-type'
import { ensureRosterTables } from './tables'
import { importRows, recordsOf } from './test-import'

const words = { en: 'Word', es: 'Palabra' }
const field = (name: string, more: Partial<Field> = {}): Field => ({ name, title: words, kind: 'text', ...more })
const pupils: ImportType = {
  ...{ name: 'test/model', family: 'test', title: words, description: words, fileNames: [], source: '', examples: [] },
  key: ['id'],
  fields: [field('id', { kind: 'id' }), field('name'), field('card', { unique: true })],
}

type Row = { id: string; name: string | null; card: string | null; rejected: boolean; deactivates: boolean }
type File = {
  rows: Row[]
  mode: 'full' | 'partial' | 'add-only'
  template: 0 | 1 | null
  fillsName: boolean
  unreadable: boolean
}
type Record_ = { name: string | null; card: string | null; active: boolean; owner: 0 | 1 | null }
type Counts = {
  added: number
  changed: number
  deactivated: number
  unchanged: number
  rejected: number
  withheld: number
}

const row: fc.Arbitrary<Row> = fc.record({
  id: fc.constantFrom('1', '2', '3', '4', '5', '6'),
  name: fc.constantFrom('Ada', 'Ben', null),
  card: fc.constantFrom(null, null, null, 'c1', 'c2'),
  rejected: fc.constantFrom(false, false, false, true),
  deactivates: fc.constantFrom(false, false, true),
})
const file: fc.Arbitrary<File> = fc.record({
  rows: fc.array(row, { maxLength: 8 }),
  mode: fc.constantFrom('full', 'full', 'partial', 'add-only'),
  template: fc.constantFrom(0, 0, 1, null),
  fillsName: fc.boolean(),
  unreadable: fc.constantFrom(false, false, true),
})

/** What the product promises, row by row, without a thought to speed. */
function importIntoModel(roster: Map<string, Record_>, { rows, mode, template, fillsName, unreadable }: File): Counts {
  const alike = (candidate: Row) => rows.filter(({ id }) => id === candidate.id)
  const isIdentical = (candidate: Row) =>
    alike(candidate).every((other) => !other.rejected && JSON.stringify(other) === JSON.stringify(candidate))
  const isFirst = (candidate: Row) => alike(candidate)[0] === candidate
  const standing = rows.filter((candidate) => isIdentical(candidate) && isFirst(candidate))
  const copies = rows.filter((candidate) => isIdentical(candidate) && !isFirst(candidate)).length
  const good = standing.filter(
    (candidate) =>
      candidate.deactivates ||
      candidate.card === null ||
      standing.filter(({ card, deactivates }) => !deactivates && card === candidate.card).length === 1,
  )
  const counts = {
    added: 0,
    changed: 0,
    deactivated: 0,
    unchanged: copies,
    rejected: rows.length - copies - good.length,
    withheld: 0,
  }
  const missing = [...roster].filter(
    ([id, record]) =>
      mode === 'full' &&
      template !== null &&
      record.active &&
      record.owner === template &&
      !rows.some((other) => other.id === id),
  )
  for (const { id, name, card, deactivates } of good) {
    const record = roster.get(id)
    if (deactivates) {
      if (record?.active) counts.deactivated++
      else counts.unchanged++
      if (record) record.active = false
    } else if (!record) {
      counts.added++
      roster.set(id, { name, card, active: true, owner: template })
    } else if (!record.active) {
      counts.added++
      Object.assign(record, {
        name: fillsName ? name : record.name,
        card,
        active: true,
        owner: template ?? record.owner,
      })
    } else if (mode === 'add-only') {
      counts.unchanged++
    } else {
      const isChanged = (fillsName && record.name !== name) || record.card !== card
      counts[isChanged ? 'changed' : 'unchanged']++
      Object.assign(record, { name: fillsName ? name : record.name, card, owner: record.owner ?? template })
    }
  }
  if (unreadable) counts.withheld = missing.length
  else {
    counts.deactivated += missing.length
    for (const [, record] of missing) record.active = false
  }
  return counts
}

beforeAll(() => ensureRosterTables([pupils]))

it('does with any files what the model does, row by row and count by count', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 4 }), async (files) => {
      const accountId = randomUUID()
      const templates = [randomUUID(), randomUUID()]
      const model = new Map<string, Record_>()
      for (const given of files) {
        // A row says that its record has gone in partial files only; what a file does not fill is no value.
        const rows = given.rows.map((candidate) => ({
          ...candidate,
          name: given.fillsName ? candidate.name : null,
          deactivates: given.mode === 'partial' && candidate.deactivates,
        }))
        const { plan } = await importRows(
          pupils,
          rows.map(({ id, name, card, rejected, deactivates }) => ({
            values: [id, name, card],
            rejected,
            deactivates,
          })),
          {
            accountId,
            templateId: given.template === null ? null : (templates[given.template] ?? null),
            mode: given.mode,
            fills: given.fillsName ? ['id', 'name', 'card'] : ['id', 'card'],
            withholdDeactivations: given.unreadable,
          },
        )
        expect(plan).toMatchObject(importIntoModel(model, { ...given, rows }))
        const records = (await recordsOf(pupils, accountId)).map(({ id, name, card, state, template_id }) => {
          const owner = template_id === null ? null : templates.findIndex((id) => id === template_id)
          return [id, { name, card, active: state === 'active', owner }]
        })
        expect(records).toEqual([...model].sort(([a], [b]) => (a < b ? -1 : 1)))
      }
    }),
    { numRuns: 80 },
  )
})
