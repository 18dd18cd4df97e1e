import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { footerText } from './footer'
import { readAll, told } from './test-reading'

const footers = [
  // sqlcmd and SQL Server Management Studio, in English and Spanish
  ...['(5 rows affected)', '(1 row affected)', '(5 row(s) affected)', '(5 filas afectadas)', '(1 fila(s) afectadas)'],
  // psql
  ...['(5 rows)', '(1 row)', '(5 filas)', '(1 fila)'],
  // Oracle, MySQL
  ...['5 rows selected.', 'no rows selected', '5 filas seleccionadas.', 'ninguna fila seleccionada', '5 rows in set'],
  // reports
  ...['-- 5 rows --', '--- 1,204 records ---', 'Total: 5', 'TOTAL 1204', 'Total records: 5', 'Total Row Count: 5'],
  ...['Total number of records: 5', 'Record count: 5', 'Row Count = 1204', 'Number of records: 5', 'Records: 5'],
  ...[
    'Total de registros: 5',
    'Número de registros: 5',
    'Registros: 1 204',
    '5 registros exportados',
    '5 records exported',
  ],
  ...['Grand Total: 12', 'End of file', '*** End of Report ***', '-- Fin del reporte --', '=== Fin de archivo ==='],
]

const rows = 'id,name,school\n1,Ada,012\n2,Ben,012\n'

describe('a footer', () => {
  it.each(footers)('%s', async (text) => {
    expect(footerText([text])).toBe(text)
    const quoted = text.includes(',') ? `"${text}"` : text
    const expected = ['1 header id|name|school', '2 row 1|Ada|012', '3 row 2|Ben|012']
    for (const end of ['', '\n', '\r\n\r\n \n']) {
      expect((await readAll(`${rows}\n${quoted}${end}`)).map(told)).toEqual([...expected, `5 footer ${text}`])
    }
    expect((await readAll(`${rows} ${text.replaceAll(',', '.')} ,\n`)).at(-1)).toMatchObject({
      type: 'footer',
      line: 4,
    })
  })

  it('is only the last row; one that stands between others is a bad row', async () => {
    const text = `${rows}(2 rows affected)\n3,Cy,012\n(1 row affected)\n(0 rows affected)\n`
    expect((await readAll(text)).map(told).slice(3)).toEqual([
      '4 row-cells {"found":1,"expected":3} (2 rows affected)',
      '5 row 3|Cy|012',
      '6 row-cells {"found":1,"expected":3} (1 row affected)',
      '7 footer (0 rows affected)',
    ])
  })

  it('is none if the file cannot be read to its end', async () => {
    const events = await readAll(`${rows}(2 rows affected)\n"3,Cy`)
    expect(events.map(told).slice(3)).toEqual([
      '4 row-cells {"found":1,"expected":3} (2 rows affected)',
      '- stop file-quote-unclosed'.replace('-', '5'),
    ])
  })
})

describe('no record is taken for a footer', () => {
  const word = fc.constantFrom(
    'total',
    'rows',
    'row',
    'registros',
    'de',
    'end of file',
    'count',
    '(',
    ')',
    '--',
    ':',
    '5',
  )
  const cell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('Total', '417', '00417', 'Rows', 'Row 5', 'Records', '(555) 010-0188', '2026-08-01', 'A-12', '-5-'),
    fc.array(word, { maxLength: 5 }).map((words) => words.join(' ')),
    fc.constantFrom(...footers),
  )

  it('whatever the cells of a whole row say', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(cell, { minLength: 4, maxLength: 4 }),
        async (width, all) => {
          const quoted = all.slice(0, width).map((text) => `"${text.replaceAll('"', '""')}"`)
          const header = ['a', 'b', 'c', 'd'].slice(0, width).join(',')
          const events = await readAll(`${header}\n${quoted.join(',')}\n`)
          expect(events.filter(({ type }) => type === 'footer')).toEqual([])
        },
      ),
      { numRuns: 500 },
    )
  })

  it.each([
    ...[
      '417',
      'Ada',
      'student-00417',
      '',
      'Total',
      'Totals: many',
      'Rows',
      '5',
      '(5)',
      '(555) 010-0188',
      'Row 5',
      'Line 7',
    ],
    ...[
      'Total: 5 students present',
      'Total: 2026-08-01',
      'Records of 2026',
      'file',
      'End of the file cabinet',
      '5 rooms',
    ],
    ...['Line 5 School', '12 results pending', 'Roberto Filas', 'Registro Civil 5', 'A total of 5'],
  ])('a cut row that says "%s"', (text) => {
    expect(footerText([text])).toBeUndefined()
  })

  it('nor one of two cells', () => {
    expect(footerText(['1', 'Total: 5'])).toBeUndefined()
    expect(footerText(['Total: 5', '', ' '])).toBe('Total: 5')
  })

  it('and it is told at once, however long the text', () => {
    for (const text of [
      '-'.repeat(1e6),
      `(${'5'.repeat(1e6)} rows)`,
      `${'5 '.repeat(1e6)}rows`,
      `Total${' '.repeat(1e6)}5`,
    ])
      expect(footerText([text])).toBeUndefined()
  })
})
