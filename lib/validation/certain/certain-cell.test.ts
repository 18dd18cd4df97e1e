// What is certain of a cell is what the field's own check says of it: for every field of every import type.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importTypes } from '@/lib/import-types'
import { fieldOf, type Field, type ImportType } from '@/lib/import-types/import-type'
import type { Issue } from '@/lib/issues/issue'
import { compileField } from '../compile-field'
import { dateFormats, type ValidatorSettings } from '../validation-settings'
import { certainCell, type Certain, type Changes } from './certain-cell'
import { certainValue } from './certain-value'

const settings: fc.Arbitrary<ValidatorSettings> = fc.record({
  dateFormats: fc.oneof(fc.constant(['YYYY-MM-DD' as const]), fc.subarray([...dateFormats], { minLength: 1 })),
  tolerance: fc.constantFrom('tolerant', 'strict'),
  partial: fc.boolean(),
  today: fc.constantFrom(undefined, '2024-06-15'),
})

const digits = fc.stringMatching(/^-?\d{1,20}(?:\.\d{0,4})?$/)
const dates = fc.stringMatching(/^(?:1[89]|20|99)\d\d-[01]\d-[0-3]\d(?:T[0-2]\d:[0-6]\d:[0-6]\d(?:\.\d{3})?Z)?$/)
const otherDates = fc.stringMatching(/^[0-3]?\d[/-][0-3]?\d[/-]20\d\d$|^20\d\d[/]?[01]\d[/]?[0-3]\d$/)
const addresses = fc.stringMatching(/^[a-z.+é]{1,6}@?[a-z0-9.-]{1,8}\.[a-z0-9]{1,3}$/)
const phones = fc.stringMatching(/^\+?[-0-9 ().]{5,18}(?: x\d\d)?$/)
const ids = fc.stringMatching(/^[A-Za-z0-9.\-_/@ ]{1,12}$|^\d[.,]?\d?E\+?\d$/)
/** Characters that a rule somewhere treats on its own. */
const odd = fc.constantFrom(
  ...' "\t\n\0\u0085\u00a0\u1680\u1681\u2000\u2019\u2028\u202f\u205f\u3000\u3042\ufeffñüệ王😀,.-@',
)
const texts = fc.array(fc.oneof(odd, fc.constantFrom('a', 'B', '1')), { maxLength: 8 }).map((parts) => parts.join(''))

/** Cells as files have them, for this field. */
function cellsOf(field: Field, type: ImportType): fc.Arbitrary<string> {
  const examples = type.examples.flatMap((example) => example[field.name] ?? [])
  const known = [...examples, ...(field.enum ?? []), 'true', 'false', '1', '09', 'K', '2024-06-16']
  const good = fc.constantFrom(...known)
  const lists = fc.array(fc.oneof(good, texts, ids), { maxLength: 4 }).map((items) => items.join(','))
  const spoilt = fc.tuple(texts, good, texts).map((parts) => parts.join(''))
  const long = good.map((cell) => cell.repeat(60))
  return fc.oneof(good, lists, texts, spoilt, long, digits, dates, otherDates, addresses, phones, ids, fc.string())
}

/** The cell between others, as it stands in a block. */
function inBlock(cell: string): [bytes: Buffer, start: number, end: number] {
  const bytes = Buffer.from(`.1 ${cell},.2`)
  return [bytes, 3, bytes.length - 3]
}

function agree(field: Field, type: ImportType, current: ValidatorSettings, cell: string, changes?: Changes): boolean {
  const compiled = certainCell(field, type, current, changes)
  const certain = certainValue(compiled, ...inBlock(cell))
  expectQuickToPass(compiled, cell)
  if (certain === undefined) return false
  const issues: Issue[] = []
  const checked = compileField(field, type, current)(changes ? changes.change(cell) : cell, 2, issues)
  expect({ issues, value: field.discarded ? null : certain }).toEqual({ issues: [], value: checked })
  return true
}

/** What the quick class of a text lets through, passes its test. */
function expectQuickToPass({ form }: Certain, cell: string): void {
  if (form?.is !== 'text' || !form.quick) return
  const { class: quickClass, bytesMax } = form.quick
  const bytes = Buffer.from(cell)
  const isQuick = bytes.length <= bytesMax && bytes.every((byte) => quickClass[byte] === 1) && !/^ | $/.test(cell)
  if (isQuick) expect(form.test(...inBlock(cell))).toBe(true)
}

const distinct = new Map(
  importTypes.flatMap((type) =>
    type.fields.map((field) => {
      const { title: _title, synonyms: _synonyms, note: _note, name, ...rest } = field
      const isKey = type.key.includes(name)
      return [JSON.stringify({ ...rest, isKey }), { field, type, name: `${type.name} ${name}` }] as const
    }),
  ),
)

describe('a certain cell has the value the check gives it, and no issue', () => {
  it('in any field of any type, under any settings', { timeout: 120_000 }, () => {
    for (const { field, type } of distinct.values()) {
      const cells = cellsOf(field, type).filter((cell) => cell !== '')
      fc.assert(
        fc.property(settings, cells, (current, cell) => void agree(field, type, current, cell)),
        { numRuns: 100 },
      )
    }
  })

  it('behind a list of values that become others, too', () => {
    const texts = ['S', 'x y', 'true', ' T ']
    const values = new Map([...texts.map((text) => [text, 'student'] as const), ['05', 'a\0b'] as const])
    const changes = { texts: [...values.keys()], change: (cell: string) => values.get(cell) ?? cell }
    for (const { field, type } of distinct.values()) {
      const cells = fc.oneof(fc.constantFrom(...values.keys()), cellsOf(field, type)).filter((cell) => cell !== '')
      fc.assert(
        fc.property(settings, cells, (current, cell) => void agree(field, type, current, cell, changes)),
        { numRuns: 20 },
      )
    }
  })
})

describe('what most files hold is certain', () => {
  const usual = { dateFormats: ['YYYY-MM-DD'], tolerance: 'tolerant', partial: true, today: '2026-01-01' } as const

  /** A form of its own, a token anybody may add, zeros behind a decimal point: these the check reads. */
  const isSpecial = (field: Field, cell: string) =>
    field.pattern !== undefined || cell.startsWith(field.enumPrefix ?? '\0') || /^\d+\.\d*0$/.test(cell)

  it.each(importTypes.map((type) => [type.name, type] as const))('nearly every example of %s', (_, type) => {
    for (const example of type.examples) {
      for (const [name, cell] of Object.entries(example)) {
        const field = fieldOf(type, name)
        if (cell !== '' && !isSpecial(field, cell))
          expect([name, cell, agree(field, type, usual, cell)]).toEqual([name, cell, true])
      }
    }
  })

  const users = importTypes.find(({ name }) => name === 'oneroster-1.1/users')!
  it.each([
    ['givenName', 'José'],
    ['givenName', 'Nguyễn'],
    ['givenName', '美咲'],
    ['familyName', "D’Angelo - O'Brien"],
    ['familyName', 'García, Jr.'],
    ['orgSourcedIds', 'org-1,org-2'],
    ['dateLastModified', '2026-01-01T07:00:00.000Z'],
  ])('%s %s', (name, cell) => {
    expect(agree(fieldOf(users, name), users, usual, cell)).toBe(true)
  })
})
