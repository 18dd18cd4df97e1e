import { describe, expect, it } from 'vitest'
import type { Dialect } from './dialect'
import type { ReadOptions } from './read-rows'
import { readAll, testFile, told } from './test-reading'

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

describe('a file is refused', () => {
  const template = { expectHeader: ['id', 'name', 'score'] }
  const cases: Case[] = [
    [
      'for a quote that is never closed, with the line where it opened',
      testFile('quote-opened-on-line-3-never-closed.csv'),
      ['1 header id|name', '2 row 1|Ana', '3 stop file-quote-unclosed'],
    ],
    [
      'for a quote that opened below the beginning of its row',
      'a,b\n"x\ny",z\n"x\ny","z\n',
      ['1 header a|b', '2 row x\ny|z', '5 stop file-quote-unclosed'],
    ],
    [
      'for another delimiter than the template’s',
      testFile('semicolon-with-decimal-commas.csv'),
      ['1 stop file-delimiter {"expected":"comma","found":"semicolon"}'],
      {},
      { expectHeader: ['id', 'mean', 'best'] },
    ],
    [
      'for another delimiter, which a sep= line announces',
      testFile('sep-line-semicolon.csv'),
      ['2 stop file-delimiter {"expected":"comma","found":"semicolon"}'],
      {},
      template,
    ],
    [
      'for another delimiter between quoted headers',
      '"id"\t"name"\t"score"\n',
      ['1 stop file-delimiter {"expected":"comma","found":"tab"}'],
      {},
      template,
    ],
    [
      'for another delimiter in a file without header',
      '1|Ana|2\n',
      ['1 stop file-delimiter {"expected":"comma","found":"pipe"}'],
      { headerLine: 0 },
      template,
    ],
    [
      'for another delimiter, the one that gives the expected names',
      'id;name|x;score\n',
      ['1 stop file-delimiter {"expected":"comma","found":"semicolon"}'],
      {},
      template,
    ],
    [
      'never for a delimiter when one column is all there is',
      'id;x\n1\n',
      ['1 header id;x', '2 row 1'],
      {},
      { expectHeader: ['id'] },
    ],
    [
      'for UTF-16 where the template says UTF-8',
      testFile('utf-16le-with-mark.csv'),
      ['- stop file-encoding {"expected":"utf-8","found":"utf-16le"}'],
    ],
    [
      'for UTF-16 without a mark where the template says UTF-8',
      testFile('utf-16be-without-mark.csv'),
      ['- stop file-encoding {"expected":"utf-8","found":"utf-16be"}'],
    ],
    [
      'for UTF-8 where the template says UTF-16',
      'id,name\n1,Ana\n',
      ['- stop file-encoding {"expected":"utf-16le","found":"utf-8"}'],
      { encoding: 'utf-16le' },
    ],
    [
      'for UTF-8 letters where the template says windows-1252, which would garble every name',
      'id,name\n1,José\n',
      ['- stop file-encoding {"expected":"windows-1252","found":"utf-8"}'],
      { encoding: 'windows-1252' },
    ],
    ['for being empty', testFile('empty.csv'), ['- stop file-empty']],
    [
      'for being something else',
      testFile('login-page-named.csv'),
      ['- stop file-not-csv {"found":"html","title":"Sign in & continue"}'],
    ],
  ]
  it.each(cases)('%s', async (...row) => expectEvents(row))
})

describe('other encodings are read', () => {
  const cases: Case[] = [
    [
      'windows-1252, its quotes and dashes included',
      testFile('windows-1252-accents.csv'),
      ['1 header sourcedId|givenName|familyName', '2 row 1|José|Nuñez', '3 row 2|Ann|Lee', '4 row 3|Zoë|“Zo” O’Neill'],
      { encoding: 'windows-1252' },
    ],
    [
      'UTF-16 with a mark',
      testFile('utf-16le-with-mark.csv'),
      ['1 header sourcedId|givenName', '2 row 1|José', '3 row 2|美咲'],
      { encoding: 'utf-16le', delimiter: '\t' },
    ],
    [
      'UTF-16 without a mark',
      testFile('utf-16be-without-mark.csv'),
      ['1 header sourcedId|givenName', '2 row 1|José', '3 row 2|😀 Luz'],
      { encoding: 'utf-16be' },
    ],
  ]
  it.each(cases)('%s', async (...row) => expectEvents(row))

  it('UTF-16 with half a surrogate pair and half a unit, whose rows are reported', async () => {
    const file = Buffer.concat([Buffer.from('id,n\na,\ud83d\nb,c\nd,e', 'utf16le'), Buffer.of(0x66)])
    expect((await readAll(file, { encoding: 'utf-16le' })).map(told)).toEqual([
      '1 header id|n',
      '2 row-encoding n {"byte":"0xD83D","looksLike":"damaged"} a|\ufffd\ufffd\ufffd',
      '3 row b|c',
      '4 row-encoding n {"byte":"0xFF","looksLike":"windows-1252"} d|e\ufffd',
    ])
  })
})
