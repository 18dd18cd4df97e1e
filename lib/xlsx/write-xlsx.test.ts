import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { columnName, sheetNames } from './places'
import { checksOf, partsOf, rowsOf } from './test-read-back'
import type { CellCheck, Workbook } from './workbook'
import { writeXlsx } from './write-xlsx'

const column = { width: 12, style: 'text' } as const

function bookOf(rows: string[][], checks: (CellCheck | undefined)[] = []): Workbook {
  const width = Math.max(1, checks.length, ...rows.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, index) => {
    const check = checks[index]
    return check ? { ...column, check } : column
  })
  return { title: 'A & B', sheets: [{ name: 'users', columns, rows, frozenRows: 1 }] }
}

const sheetOf = async (book: Workbook) => (await partsOf(await writeXlsx(book))).get('xl/worksheets/sheet1.xml') ?? ''

describe('writeXlsx', () => {
  it('keeps every text as it is, in cells and columns that are text for good', async () => {
    const rows = [
      ['id', 'name'],
      ['00417', 'Reyes & <Söhne> "ñ"'],
      ['1E+15', '  two\nlines\t'],
      ['2025-08-14', '=1+1'],
    ]
    const sheet = await sheetOf(bookOf(rows))
    expect(rowsOf(sheet)).toEqual(rows)
    // No number, no formula, no day: only texts.
    expect([...sheet.matchAll(/ t="(\w+)"/g)].map(([, kind]) => kind)).toEqual(Array(8).fill('inlineStr'))
    expect(sheet).not.toMatch(/<[vf]>/)
    expect(sheet).toContain('<col min="1" max="1" width="12" style="0" customWidth="1"/>')
    const styles = (await partsOf(await writeXlsx(bookOf(rows)))).get('xl/styles.xml') ?? ''
    const formats = [...styles.matchAll(/<cellXfs.*?<\/cellXfs>/gs)].join().matchAll(/numFmtId="(\d+)"/g)
    expect(new Set([...formats].map(([, format]) => format))).toEqual(new Set(['49']))
  })

  it('is read back whatever the texts are', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(text, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 3 }),
        async (rows) => {
          expect(rowsOf(await sheetOf(bookOf(rows)))).toEqual(rows)
        },
      ),
      { numRuns: 50 },
    )
    // What XML cannot hold is left out.
    expect(rowsOf(await sheetOf(bookOf([['a\u0000b\u000Bc\uFFFE']])))).toEqual([['abc']])
  })

  it('is the same file every time', async () => {
    const book = bookOf([['a'], ['b']], [{ list: ['x', 'y'] }])
    expect((await writeXlsx(book)).equals(await writeXlsx(book))).toBe(true)
  })

  it('holds the header still and prints it on every page', async () => {
    const parts = await partsOf(await writeXlsx(bookOf([['a'], ['b']])))
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('<pane ySplit="1" topLeftCell="A2"')
    expect(parts.get('xl/workbook.xml')).toContain(`localSheetId="0">'users'!$1:$1</definedName>`)
  })
})

describe('a list', () => {
  const listOf = async (list: string[]) => {
    const parts = await partsOf(await writeXlsx(bookOf([['role']], [{ list }])))
    const [check] = checksOf(parts.get('xl/worksheets/sheet1.xml') ?? '')
    return { check, hidden: parts.get('xl/worksheets/sheet2.xml'), book: parts.get('xl/workbook.xml') ?? '' }
  }

  it('that is short stands in the sheet, for the whole column below the header', async () => {
    const { check, hidden } = await listOf(['student', 'teacher'])
    expect(check).toMatchObject({ range: 'A2:A1048576', formula: '"student,teacher"' })
    expect(hidden).toBeUndefined()
  })

  it.each([
    ['of more than 255 characters', Array.from({ length: 30 }, (_, index) => `a role no. ${index}`)],
    ['with a comma in it', ['english/language arts', 'math, science']],
    ['with quotes in it', ['the "other"']],
    ['of numbers', ['1', '0']],
    ['of true and false', ['true', 'false']],
  ])('%s stands on a hidden sheet', async (_, list) => {
    const { check, hidden, book } = await listOf(list)
    expect(check?.formula).toBe(`_lists!$A$1:$A$${list.length}`)
    expect(rowsOf(hidden ?? '')).toEqual(list.map((value) => [value]))
    expect(book).toContain('name="_lists" sheetId="2" state="hidden"')
  })

  it('says what is wrong with anything else, refusing it or not', async () => {
    const otherwise = { title: 'T'.repeat(40), text: 'x'.repeat(300) }
    const sheet = await sheetOf(
      bookOf(
        [['a', 'b', 'c', 'd']],
        [
          { list: ['x'], otherwise: { ...otherwise, action: 'refuse' } },
          { list: ['x'], otherwise: { ...otherwise, action: 'warn' } },
          { lengthMax: 15, otherwise: { action: 'refuse', title: 'Too "long"', text: 'a < b' } },
          { prompt: { title: 'Day', text: '2025-08-14' } },
        ],
      ),
    )
    const [refused, warned, long, prompted] = checksOf(sheet)
    // Excel calls a file with longer ones damaged.
    expect(
      /errorTitle="([^"]*)" error="([^"]*)"/
        .exec(refused?.attributes ?? '')
        ?.slice(1)
        .map((text) => text.length),
    ).toEqual([32, 255])
    expect(refused?.attributes).not.toContain('errorStyle')
    expect(warned?.attributes).toContain('errorStyle="warning"')
    expect(long).toMatchObject({ formula: '15', range: 'C2:C1048576' })
    expect(prompted?.attributes).toMatch(/^allowBlank="1" showInputMessage="1" promptTitle="Day" prompt="2025-08-14"/)
  })
})

describe('places', () => {
  it('are named as spreadsheets name them', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
  })

  it('sheets have names that are allowed, short and different', () => {
    expect(sheetNames(['a/b:c', 'x'.repeat(40), 'X'.repeat(40), "'", 'Guide', 'guide'])).toEqual([
      'a-b-c',
      'x'.repeat(31),
      `${'X'.repeat(27)} (2)`,
      'Sheet',
      'Guide',
      'guide (2)',
    ])
  })
})
