import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectDialect, type DialectDetection } from './detect-dialect'
import { delimiters } from './dialect'
import { readAll, testFile } from './test-reading'

function detected(file: string | Uint8Array, hints?: string[]) {
  const result = detectDialect(Buffer.from(file), hints && { headerHints: new Set(hints) })
  if (!result.ok) throw new Error(result.issue.code)
  return result
}

function inShort({ dialect, columns }: DialectDetection & { ok: true }): string {
  return `${dialect.encoding} ${dialect.delimiter} ${dialect.headerLine}: ${columns.map(({ header }) => header).join('|')}`
}

describe('the dialect is detected', () => {
  it.each([
    ['semicolon-with-decimal-commas.csv', 'utf-8 ; 1: id|mean|best'],
    ['sep-line-semicolon.csv', 'utf-8 ; 2: id|name|score'],
    ['tab-and-latin-1-course-file.txt', 'windows-1252 \t 1: Course Number|Course Name|Credits'],
    ['utf-16le-with-mark.csv', 'utf-16le \t 1: sourcedId|givenName'],
    ['utf-16be-without-mark.csv', 'utf-16be , 1: sourcedId|givenName'],
    ['three-lines-before-the-header.csv', 'utf-8 , 4: Student ID|First Name|Last Name|Grade'],
    ['blank-lines.csv', 'utf-8 , 3: id|name'],
    ['no-header-bus-file.csv', 'utf-8 , 0: 1|2|3|4|5|6|7|8'],
    ['one-column-of-ids.csv', 'utf-8 , 1: Student ID'],
    ['header-only.csv', 'utf-8 , 1: id|name'],
    ['short-and-long-rows.csv', 'utf-8 , 1: id|name|grade'],
    ['nickname-in-quotes.csv', 'utf-8 , 1: id|name|grade'],
    ['blank-before-quoted-cell.csv', 'utf-8 , 1: id| "name"'],
    ['quote-opened-on-line-3-never-closed.csv', 'utf-8 , 1: id|name'],
    ['cells-of-several-lines.csv', 'utf-8 , 1: id|note|end'],
    ['byte-order-mark-before-quoted-header.csv', 'utf-8 , 1: sourcedId|givenName'],
    ['byte-order-mark-in-the-middle.csv', 'utf-8 , 1: sourcedId|givenName'],
    ['utf-8-with-one-damaged-letter.csv', 'utf-8 , 1: sourcedId|givenName'],
  ])('%s: %s', (name, expected) => expect(inShort(detected(testFile(name)))).toBe(expected))

  const dateTimes = 'sourcedId,status,dateLastModified\n' + '1,active,2025-08-01T04:00:00.000Z\n'.repeat(20)
  it.each([
    ['a comma before the colons of times', dateTimes, 'utf-8 , 1: sourcedId|status|dateLastModified'],
    ['a comma before the pipes of lists', 'id,tags\n1,a|b\n2,c|d\n', 'utf-8 , 1: id|tags'],
    ['a column of times as one column', 'Start\n' + '10:30\n11:45\n'.repeat(20), 'utf-8 , 1: Start'],
    ['colons where nothing else splits', 'id:name:grade\n1:Ana:05\n2:Luz:06\n', 'utf-8 : 1: id|name|grade'],
    ['a tilde', 'id~name\n1~Ruiz, Ana\n2~Lee, Luz\n', 'utf-8 ~ 1: id|name'],
    ['a pipe', 'id|name\n1|Ruiz, Ana\n2|Lee, Luz\n', 'utf-8 | 1: id|name'],
    [
      'delimiters inside quotes as text',
      '"id";"name"\n"1";"Ruiz, Ana, M."\n"2";"Lee, Luz, X."\n',
      'utf-8 ; 1: id|name',
    ],
    ['a header shorter than its rows', 'id,name\n1,Ana,\n2,Luz,\n3,Eva,\n', 'utf-8 , 1: id|name'],
    ['a header of words over words', 'School,Teacher\nLincoln,Ruiz\nAdams,Lee\n', 'utf-8 , 1: School|Teacher'],
    ['a title line over a wide table', 'Students\nid,name,grade\n1,Ana,05\n2,Luz,06\n', 'utf-8 , 2: id|name|grade'],
    [
      'the names in a header of two lines, with groups above them',
      'Student,,,School,\nid,first,last,number,city\n1,Ana,Ruiz,012,Reno\n2,Luz,Lee,012,Reno\n',
      'utf-8 , 2: id|first|last|number|city',
    ],
    [
      'the names in a header of two lines, repeated groups above them',
      'Student,Student,Student,School,School\nid,first,last,number,city\n1,Ana,Ruiz,012,Reno\n2,Luz,Lee,012,Reno\n',
      'utf-8 , 2: id|first|last|number|city',
    ],
  ])('it finds %s', (_, text, expected) => expect(inShort(detected(text))).toBe(expected))

  it('by known names, in any spelling, where nothing else tells', () => {
    const text = 'Lincoln,Adams\nSTUDENT_ID,Apellido Paterno\nS1,Ruiz\n'
    expect(detected(text).dialect.headerLine).toBe(1)
    const known = detected(text, ['Student ID', 'apellido paterno'])
    expect(known.dialect.headerLine).toBe(2)
    expect(known.reason.header).toBe('known-names')
  })

  it('with the samples beneath each header, blanks left out, and the next best delimiter', () => {
    const result = detected('id;name;mean\n1;Ana;1,5\n2;;2,5\n')
    expect(result.columns).toEqual([
      { header: 'id', position: 0, samples: ['1', '2'] },
      { header: 'name', position: 1, samples: ['Ana'] },
      { header: 'mean', position: 2, samples: ['1,5', '2,5'] },
    ])
    expect(result.runnerUp).toEqual({ delimiter: ',', columns: 2 })
    expect(result.reason).toEqual({
      encoding: 'ascii',
      delimiter: 'constant-width',
      header: 'unlike-rows-beneath',
      rows: 3,
      rowsOfWidth: 3,
    })
  })

  it('with its reasons', () => {
    expect(detected(testFile('one-column-of-ids.csv')).reason).toMatchObject({ delimiter: 'one-column' })
    expect(detected(testFile('sep-line-semicolon.csv')).reason).toMatchObject({ delimiter: 'sep-line' })
    expect(detected(testFile('short-and-long-rows.csv')).reason).toMatchObject({ delimiter: 'mostly-constant-width' })
    expect(detected(testFile('no-header-bus-file.csv')).reason).toMatchObject({ header: 'none' })
    expect(detected(testFile('header-only.csv')).reason).toMatchObject({ header: 'first-row' })
    expect(detected(testFile('windows-1252-accents.csv')).reason).toMatchObject({
      encoding: 'not-utf-8',
      offending: { byte: '0xE9', line: 2 },
    })
  })

  it('of a sample cut anywhere as of the whole', () => {
    const file = Buffer.from('id,name,note\n' + '1,"Ruiz, José","two\nlines"\n'.repeat(6))
    for (let end = 60; end < file.length; end++) {
      expect(inShort(detected(file.subarray(0, end)))).toBe('utf-8 , 1: id|name|note')
    }
  })
})

describe('no dialect is detected', () => {
  const tooWide = Array.from({ length: 20_000 }, (_, index) => `c${index}`).join(',')
  it.each([
    ['in something else', testFile('pdf-named.csv'), 'file-not-csv'],
    ['in nothing', testFile('empty.csv'), 'file-empty'],
    ['in a file that begins with a quote never closed', `"id,name\n${'1,Ana\n'.repeat(2000)}`, 'file-quote-unclosed'],
    ['in more columns than can be', `${tooWide}\n`, 'header-too-wide'],
  ])('%s', (_, file, code) => {
    expect(detectDialect(Buffer.from(file))).toMatchObject({ ok: false, issue: { code } })
  })
})

it('a table of words and numbers is found again with any delimiter, and reads with what was detected', async () => {
  const word = fc.stringMatching(/^[a-z]{3,8}$/)
  const rows = fc.array(fc.tuple(fc.integer({ min: 1, max: 99_999 }), word, word), { minLength: 3, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...delimiters), rows, async (delimiter, table) => {
      const lines = [['Number', 'First', 'Last'], ...table].map((row) => row.join(delimiter))
      const file = lines.join('\r\n') + '\r\n'
      const result = detected(file)
      expect(inShort(result)).toBe(`utf-8 ${delimiter} 1: Number|First|Last`)
      const events = await readAll(file, result.dialect)
      expect(events.filter((event) => event.type === 'row')).toHaveLength(table.length)
    }),
  )
})
