// The quick way from a row's bytes to the stage against the long one: mapping, validator, encoder.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultReadLimits } from '@/lib/csv/read-limits'
import { emptyScannedRow, rowScanner } from '@/lib/csv/scan-row'
import { importTypes } from '@/lib/import-types'
import type { Field, ImportType } from '@/lib/import-types/import-type'
import { compileMapping } from '@/lib/mapping/compile-mapping'
import { fileMappingSchema, type Transform } from '@/lib/mapping/file-mapping'
import { compileValidator, type ValidatorSettings } from '@/lib/validation/compile-validator'
import { emptyPiece } from './copy-piece'
import { compilePlainRow, type PlainRows } from './plain-row'
import { rowEncoder, stagedHead } from './staged-row'
import { rosterTableOf } from './table-names'

const LINE = 7
const HASH = 2n ** 62n + 5n

const scan = rowScanner(',', defaultReadLimits)

/** A row as the reader has it in its block, other bytes before and behind it. */
function rowsOf(cells: readonly string[]): PlainRows {
  const quoted = cells.map((cell, index) =>
    /[",\r\n]/.test(cell) || (index % 3 === 0 && cell.length > 4) ? `"${cell.replaceAll('"', '""')}"` : cell,
  )
  const bytes = Buffer.from(`"x"\n${quoted.join(',')}\nx\n`)
  const row = emptyScannedRow(cells.length)
  expect(scan(bytes, 4, bytes.length - 1, false, row)).toBe('row')
  expect(row.count).toBe(cells.length)
  const offsets = Int32Array.from([9, 9, ...row.offsets])
  return { bytes, offsets, at: () => 2, flags: () => row.flags, line: () => LINE, hash: () => HASH }
}

type Case = {
  readonly type: ImportType
  readonly settings: ValidatorSettings
  /** By position; a field, or null for a column that fills nothing. */
  readonly columns: readonly { readonly field: string | null; readonly transforms: Transform[] }[]
  readonly constants: Readonly<Record<string, string>>
  /** A column also fills the field of another one, in front of it. */
  readonly joined?: { readonly column: number; readonly into: number; readonly separator: string } | undefined
  readonly cells: readonly string[]
  /** A row before it. */
  readonly before?: readonly string[]
}

function columnsOf({ columns: given, constants, joined }: Pick<Case, 'columns' | 'constants' | 'joined'>) {
  const columns = given.map((column, position) => ({ ...column, header: `c${position}`, position }))
  const [from, into] = joined ? [columns[joined.column], columns[joined.into]?.field] : []
  if (!joined || !from || from.field === null || !into || from.field === into) return { columns, constants }
  const alsoFills = [{ field: into, transforms: [{ type: 'trim' }], order: 0 }]
  return {
    constants,
    columns: columns.map((column) => (column === from ? { ...column, alsoFills } : column)),
    combined: { [into]: { separator: joined.separator, transforms: [] } },
  }
}

/** Both ways of one row. */
function bothWays({ type, settings: given, cells, before = cells, ...rest }: Case) {
  const table = rosterTableOf(type)
  const mapping = compileMapping(
    fileMappingSchema.parse({
      ...{ name: 'x.csv', importType: type.name },
      ...columnsOf(rest),
    }),
    null,
    type,
    { columnMatching: 'by-name' },
  )
  if (!mapping.ok) return undefined
  const settings = { ...given, columnOf: mapping.columnOf, dateFormatsOf: mapping.dateFormatsOf }
  const plain = compilePlainRow(table, mapping, settings, { width: cells.length, head: stagedHead })
  const [quick, long] = [emptyPiece(8), emptyPiece(8)]
  plain(quick, rowsOf(before), 0)
  quick.at = 0
  const isTaken = plain(quick, rowsOf(cells), 0)
  const checked = compileValidator(type, settings).check(mapping.apply(cells), LINE)
  const { values, deactivates } = checked
  if (checked.ok) rowEncoder(table)(long, { line: LINE, hash: HASH, values, deactivates, rejected: false })
  return { isTaken, checked, quick: quick.bytes.subarray(0, quick.at), long: long.bytes.subarray(0, long.at) }
}

const odd = fc.constantFrom(
  ...[
    '',
    ' ',
    '\t',
    '"',
    'a "b"',
    ',',
    'x,,y',
    ' x',
    'ñ',
    '王',
    '\u00a0x',
    'a\nb',
    'a\0b',
    '-',
    'NULL',
    'x'.repeat(300),
  ],
  ...['true', 'FALSE', '1', '0.50', '12', '-3', '1.2E+10', '2024-02-30', '2024-02-29', '2/9/2024', '9999-12-31', 'K'],
  ...['active', 'tobedeleted', 'ToBeDeleted', 'a@b.org', '555-010-0199', '2025-08-01T04:00:00.000Z', '2025-08-01'],
)
const transforms: fc.Arbitrary<Transform[]> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Transform[]>([]) },
  fc.constantFrom<Transform[]>(
    [{ type: 'trim' }],
    [{ type: 'uppercase' }],
    [{ type: 'replace', values: { a: 'b', true: 'false', '': '1', active: 'tobedeleted', '1': 'a\tb' } }],
    [{ type: 'trim' }, { type: 'default', value: '12' }],
    [{ type: 'replace', values: { a: 'b', '1': 'true' }, unseen: 'warning' }],
    [{ type: 'replace', values: { a: 'b', '1': 'true' }, unseen: 'error' }],
    [{ type: 'date', format: 'M/D/YYYY' }],
    [{ type: 'trim' }, { type: 'date', format: 'YYYY-MM-DD' }],
    [
      { type: 'part', separator: ' ', part: 1 },
      { type: 'pad', width: 3 },
    ],
    [{ type: 'yes-no', yes: 'true', no: 'false', marks: true }],
  ),
)

/** Rows of a type: an example's values, some of them replaced by odd ones; columns in any order. */
function casesOf(type: ImportType): fc.Arbitrary<Case> {
  const exampleOf = (index: number) => type.examples[index % type.examples.length] ?? {}
  const settings: fc.Arbitrary<ValidatorSettings> = fc.record({
    dateFormats: fc.constantFrom(['YYYY-MM-DD' as const], ['MM/DD/YYYY' as const, 'YYYY-MM-DD' as const]),
    tolerance: fc.constantFrom('tolerant', 'strict'),
    partial: fc.boolean(),
    today: fc.constantFrom(undefined, '2024-06-15'),
  })
  const columns = type.fields.map(({ name, enum: tokens = [] }) =>
    fc.record({
      field: fc.constant<string | null>(name),
      transforms,
      fills: fc.constantFrom('column', 'column', 'column', 'column', 'constant', 'nothing'),
      cell: fc.oneof({ weight: 12, arbitrary: fc.constant(undefined) }, odd, fc.constantFrom('', ...tokens), {
        weight: name === type.departure?.field ? 6 : 0,
        arbitrary: fc.constant(type.departure?.value),
      }),
    }),
  )
  const extra = fc.record({
    field: fc.constant(null),
    transforms: fc.constant<Transform[]>([]),
    fills: fc.constant('column'),
    cell: odd,
  })
  const joined = fc.option(
    fc.record({ column: fc.nat(), into: fc.nat(), separator: fc.constantFrom('', ' ', ', ', '-') }),
    { nil: undefined },
  )
  return fc
    .record({
      ...{ settings, joined, columns: fc.tuple(...columns, extra) },
      ...{ order: fc.infiniteStream(fc.nat()), example: fc.nat(9) },
    })
    .map(({ settings: current, joined: places, columns: all, order, example }) => {
      const valueOf = ({ field, cell }: (typeof all)[number]) => cell ?? exampleOf(example)[field ?? ''] ?? ''
      const filled = all
        .filter(({ fills }) => fills === 'column')
        .map((column) => ({ column, rank: order.next().value }))
      const sorted = filled.sort((a, b) => a.rank - b.rank).map(({ column }) => column)
      return {
        ...{ type, settings: current, columns: sorted, cells: sorted.map(valueOf) },
        joined: places && {
          column: places.column % sorted.length,
          into: places.into % sorted.length,
          separator: places.separator,
        },
        before: sorted.map(({ field }) => exampleOf(example + 1)[field ?? ''] ?? ''),
        constants: Object.fromEntries(
          all.flatMap((column) =>
            column.fills === 'constant' ? [[column.field ?? '', valueOf(column)] as const] : [],
          ),
        ),
      }
    })
}

/** Rules about several values of a row: a row that one of them speaks of goes the long way. */

const words = { en: 'Word', es: 'Palabra' }
const field = (name: string, more: Partial<Field> = {}): Field => ({ name, title: words, kind: 'text', ...more })

/** What no declaration of ours has: a departure in any words, a key of every kind that may be blank. */
const madeUp: ImportType = {
  ...{ name: 'test/plain-row', family: 'test', title: words, description: words, fileNames: [], source: '' },
  key: ['id', 'day', 'flag', 'items', 'count', 'moment'],
  fields: [
    field('id', { kind: 'id', maxLength: 255 }),
    field('day', { kind: 'date', blankInKey: true }),
    field('flag', { kind: 'boolean', blankInKey: true, enum: ['Y', 'N'] }),
    field('items', { kind: 'list', blankInKey: true }),
    field('count', { kind: 'integer', blankInKey: true, minimum: 0, maximum: 12 }),
    field('moment', { kind: 'date-time', blankInKey: true }),
    field('gone', { partialOnly: true }),
  ],
  departure: { field: 'gone', value: 'active' },
  examples: [
    { id: '1', day: '2024-02-29', flag: 'Y', items: 'a,b', count: '7', moment: '2025-08-01T04:00:00.000Z', gone: 'no' },
  ],
}

describe.each([...importTypes, madeUp].map((type) => [type.name, type] as const))('%s', (_, type) => {
  it('takes exactly the rows of which there is nothing to say, and stages them as the long way does', () => {
    fc.assert(
      fc.property(casesOf(type), (row) => {
        const both = bothWays(row)
        if (!both) return
        const { isTaken, checked, quick, long } = both
        expect({ isTaken, issues: checked.issues }).toEqual({
          isTaken: checked.issues.length === 0 && !checked.deactivates,
          issues: checked.issues,
        })
        expect(quick.equals(isTaken ? long : Buffer.alloc(0))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('takes the examples', () => {
    const settings = { dateFormats: ['YYYY-MM-DD'], tolerance: 'strict', partial: true } as const
    for (const example of type.examples) {
      const status = type.fields.some(({ name }) => name === 'status') && type.departure ? { status: 'active' } : {}
      const dated = type.fields.some(({ name }) => name === 'dateLastModified')
      const moment = dated ? { dateLastModified: '2025-08-01T04:00:00.000Z' } : {}
      const entries = Object.entries({ ...example, ...status, ...moment })
      const columns = entries.map(([field]) => ({ field, transforms: [] }))
      const row = { type, settings, columns, constants: {}, cells: entries.map(([, cell]) => cell) }
      expect(bothWays(row)).toMatchObject({ isTaken: true, checked: { issues: [] } })
    }
  })
})
