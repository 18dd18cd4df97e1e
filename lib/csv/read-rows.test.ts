import { describe, expect, it } from 'vitest'
import type { Dialect } from './dialect'
import type { ReadOptions } from './read-rows'
import { plain, readAll, testFile, told } from './test-reading'
import { readRows } from './read-rows'

type Case = [
  guarantee: string,
  file: string | Buffer,
  events: string[],
  dialect?: Partial<Dialect>,
  options?: ReadOptions,
]

async function expectEvents([, file, events, dialect, options]: Case): Promise<void> {
  expect((await readAll(file, dialect, options)).map(told)).toEqual(events)
}

describe('lines', () => {
  const cases: Case[] = [
    [
      'counts LF, CRLF and CR, and needs none at the end',
      testFile('mixed-line-ends.csv'),
      ['1 header id|name', '2 row 1|Ana', '3 row 2|Luz', '4 row 3|Eva', '5 row 4|Bob'],
    ],
    [
      'gives a row the line where it begins, and counts every break inside quoted cells',
      testFile('cells-of-several-lines.csv'),
      ['1 header id|note|end', '2 row 1|first\r\nsecond\r\nthird|x', '5 row 2|a\rb\nc|y', '8 row 3|plain|z'],
    ],
    [
      'passes over blank lines and counts them',
      testFile('blank-lines.csv'),
      ['3 header id|name', '5 row 1|Ana', '7 row 2|Luz'],
    ],
    [
      'begins no row at U+2028, U+0085, vertical tab and form feed',
      testFile('line-separators-inside-cells.csv'),
      ['1 header id|name', '2 row 1|Ana\u2028María', '3 row 2|Luz\v\fLee\u0085'],
    ],
    ['takes a quoted blank for a row', 'id\n""\n', ['1 header id', '2 row ']],
    ['takes delimiters alone for a row of empty cells', 'a,b\n,\n', ['1 header a|b', '2 row |']],
    [
      'takes tabs for a row where the tab is the delimiter',
      'a\tb\n\t\n',
      ['1 header a|b', '2 row |'],
      { delimiter: '\t' },
    ],
    ['reads the last empty cell of a file without final line break', 'a,b\n1,', ['1 header a|b', '2 row 1|']],
    ['ends the file at a quote', 'a,b\n1,"x"', ['1 header a|b', '2 row 1|x']],
    ['undoubles quotes', 'a,b\n"""",""""""\n', ['1 header a|b', '2 row "|""']],
  ]
  it.each(cases)('%s', async (...row) => expectEvents(row))
})

describe('the header', () => {
  const cases: Case[] = [
    [
      'stands behind a byte order mark and quotes',
      testFile('byte-order-mark-before-quoted-header.csv'),
      ['1 header sourcedId|givenName', '2 row 1|Ana'],
    ],
    [
      'stands behind two byte order marks',
      testFile('byte-order-mark-twice.csv'),
      ['1 header sourcedId|givenName', '2 row 1|Ana'],
    ],
    [
      'stands on the line the dialect says',
      testFile('three-lines-before-the-header.csv'),
      [
        '4 header Student ID|First Name|Last Name|Grade',
        '5 row 1001|Ana|Ruiz|05',
        '6 row 1002|Luz|Lee|06',
        '7 row 1003|Eva|Kim|07',
      ],
      { headerLine: 4 },
    ],
    ['may follow lines with open quotes', 'a "b\n"c\nid\n1\n', ['3 header id', '4 row 1'], { headerLine: 3 }],
    [
      'stands behind a sep= line',
      testFile('sep-line-semicolon.csv'),
      ['2 header id|name|score', '3 row 1|Ana|1,5', '4 row 2|Luz|2,5'],
      { delimiter: ';' },
    ],
    [
      'is kept as it stands, names of object properties included',
      testFile('prototype-names-as-headers.csv'),
      ['1 header __proto__|constructor|toString|then|hasOwnProperty', '2 row a|b|c|d|e'],
    ],
    [
      'keeps invisible characters for the mapping to judge',
      testFile('zero-width-space-in-header.csv'),
      ['1 header student_id\u200b|name', '2 row 1|Ana'],
    ],
    [
      'stops the file for every name that stands twice',
      testFile('duplicate-headers.csv'),
      ['1 stop header-duplicate id', '1 stop header-duplicate name'],
    ],
    ['may have several columns without a name', 'id,,\n1,2,3\n', ['1 header id||', '2 row 1|2|3']],
    ['is missing when all its cells are blank', ' ,,\n1,2,3\n', ['1 stop header-missing']],
    ['is missing when the file ends before its line', 'id\n1\n', ['5 stop header-missing'], { headerLine: 5 }],
    ['alone is a file without rows', testFile('header-only.csv'), ['1 header id|name']],
    ['with a NUL stops the file', 'id,na\0me\n1,Ana\n', ['1 stop row-nul']],
    ['with a stray quote stops the file', testFile('blank-before-quoted-cell.csv'), ['1 stop row-quote']],
    [
      'with a byte that is not UTF-8 stops the file',
      Buffer.from('id,a\xf1o\n1,2\n', 'latin1'),
      ['1 stop row-encoding {"byte":"0xF1","looksLike":"windows-1252"}'],
    ],
    [
      'is not there when the dialect says so',
      '1,Ana\n2,Luz\n3\n',
      ['1 row 1|Ana', '2 row 2|Luz', '3 row-cells {"found":1,"expected":2} 3'],
      { headerLine: 0 },
    ],
    [
      'is not there, and the template says how many cells a row has',
      '1,Ana,x\n2,Luz\n',
      ['1 row-cells {"found":3,"expected":2} 1|Ana|x', '2 row 2|Luz'],
      { headerLine: 0 },
      { expectHeader: ['1', '2'] },
    ],
  ]
  it.each(cases)('%s', async (...row) => expectEvents(row))
})

describe('a bad row', () => {
  const cases: Case[] = [
    [
      'has too few or too many cells, and keeps them',
      testFile('short-and-long-rows.csv'),
      [
        '1 header id|name|grade',
        '2 row-cells {"found":2,"expected":3} 1|Ana',
        '3 row-cells {"found":5,"expected":3} 2|Luz|05||',
        '4 row 3|Eva|06',
        '5 row ||',
        '6 footer (3 rows affected)',
      ],
    ],
    [
      'has a stray quote, and the rows after it are read',
      testFile('nickname-in-quotes.csv'),
      ['1 header id|name|grade', '2 row-quote 285|Student_285 "Dane"|05', '3 row 286|Student_286|06'],
    ],
    [
      'has text behind a closing quote, and the rows after it are read',
      testFile('text-behind-closing-quote.csv'),
      ['1 header id|name', '2 row-quote 1|Ana B', '3 row 2|Luz'],
    ],
    [
      'has an open quote that took in the next line, and the next line is read again',
      testFile('quote-left-open-among-quoted-cells.csv'),
      ['1 header id|name', '2 row 1|Ana', '3 row-quote 2|"Luz', '4 row 3|Eva', '5 row 4|Bob'],
    ],
    [
      'has a stray quote and opens another one, and the rows after it are read',
      'a,b,c\n1,x "y,"z\n2,b,c\n3,b,c\n',
      ['1 header a|b|c', '2 row-quote 1|x "y|"z', '3 row 2|b|c', '4 row 3|b|c'],
    ],
    [
      'has a NUL',
      testFile('nul-on-line-3.csv'),
      ['1 header id|name', '2 row 1|Ana', '3 row-nul name 2|L\0uz', '4 row 3|Eva'],
    ],
    [
      'has a byte that is not UTF-8, is told with its column, and the others are read',
      testFile('windows-1252-accents.csv'),
      [
        '1 header sourcedId|givenName|familyName',
        '2 row-encoding givenName {"byte":"0xE9","looksLike":"windows-1252"} 1|Jos\ufffd|Nu\ufffdez',
        '3 row 2|Ann|Lee',
        '4 row-encoding givenName {"byte":"0xEB","looksLike":"windows-1252"} 3|Zo\ufffd|\ufffdZo\ufffd O\ufffdNeill',
      ],
    ],
    [
      'has the only byte of the file that is not UTF-8',
      Buffer.from('id,name\n1,Ana\n2,Re\xff\n3,Eva\n', 'latin1'),
      [
        '1 header id|name',
        '2 row 1|Ana',
        '3 row-encoding name {"byte":"0xFF","looksLike":"windows-1252"} 2|Re\ufffd',
        '4 row 3|Eva',
      ],
    ],
    [
      'has half a character',
      testFile('utf-8-with-one-damaged-letter.csv'),
      [
        '1 header sourcedId|givenName',
        '2 row 1|José',
        '3 row 2|Zoë',
        '4 row-encoding givenName {"byte":"0xC3","looksLike":"damaged"} 3|Ren\ufffde',
        '5 row 4|Ana',
      ],
    ],
    [
      'has an overlong form or a surrogate in UTF-8',
      Buffer.from('a\n\xc0\x80\n\xed\xa0\xbd\nb\n', 'latin1'),
      [
        '1 header a',
        '2 row-encoding a {"byte":"0xC0","looksLike":"damaged"} \ufffd\ufffd',
        '3 row-encoding a {"byte":"0xD83D","looksLike":"damaged"} \ufffd\ufffd\ufffd',
        '4 row b',
      ],
    ],
    [
      'begins with the byte order mark of a second file',
      testFile('byte-order-mark-in-the-middle.csv'),
      ['1 header sourcedId|givenName', '2 row 1|Ana', '3 row-byte-order-mark \ufeffsourcedId|givenName', '4 row 2|Luz'],
    ],
    [
      'may not be made of PostgreSQL’s end marks',
      'id,b\n\\.\n\\N,1\n',
      ['1 header id|b', '2 row-cells {"found":1,"expected":2} \\.', '3 row \\N|1'],
    ],
  ]
  it.each(cases)('%s', async (...row) => expectEvents(row))
})

describe('the source', () => {
  it('is closed when reading stops early, by an issue or by the caller', async () => {
    let closed = 0
    async function* endless() {
      try {
        yield Buffer.from('id,name\n')
        for (;;) yield Buffer.from('1,Ana\n'.repeat(20_000))
      } finally {
        closed++
      }
    }
    for await (const batch of readRows(endless(), plain, { limits: { rowsMax: 5000 } })) void batch
    expect(closed).toBe(1)
    for await (const batch of readRows(endless(), plain)) {
      expect(batch.length).toBeGreaterThan(0)
      break
    }
    expect(closed).toBe(2)
  })

  it('may fail, and its error is thrown, not taken for the end of the file', async () => {
    async function* broken() {
      yield Buffer.from('id,name\n1,Ana\n')
      throw new Error('disk gone')
    }
    await expect(async () => {
      for await (const batch of readRows(broken(), plain)) void batch
    }).rejects.toThrow('disk gone')
  })
})
