import { describe, expect, it } from 'vitest'
import { streamCsv, writeCsv } from './write-csv'

describe('what is written', () => {
  it('is RFC 4180: CRLF, quotes where needed, quotes doubled', () => {
    const rows = [
      ['id', 'name', 'note'],
      ['1', 'Ruiz, Ana', 'say "x"'],
      ['2', null, 'two\nlines'],
    ]
    expect(writeCsv(rows)).toBe('id,name,note\r\n1,"Ruiz, Ana","say ""x"""\r\n2,,"two\nlines"\r\n')
  })

  it('keeps a row of one empty cell from being a blank line', () => {
    expect(writeCsv([['id'], [''], [null], ['1']])).toBe('id\r\n""\r\n""\r\n1\r\n')
  })

  it('begins with a byte order mark if asked to', () => {
    expect(writeCsv([['id']], { byteOrderMark: true })).toBe('\ufeffid\r\n')
    expect(writeCsv([['\ufeffid']])).toBe('"\ufeffid"\r\n')
  })

  it('is the same as a stream, in pieces', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => [String(index), 'Ana'])
    const pieces: string[] = []
    for await (const piece of streamCsv(rows, { byteOrderMark: true })) pieces.push(piece)
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces.join('')).toBe(writeCsv(rows, { byteOrderMark: true }))
  })
})

describe('a spreadsheet', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1+1', "'-1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', '"\'\t\'=1"'],
    ['\r=1', '"\'\r\'=1"'],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠x', "'＠x"],
    ['Ana;=1+1', '"Ana;\'=1+1"'],
    ['Ana,=1+1', '"Ana,\'=1+1"'],
    ['Ana\t=1+1', '"Ana\t\'=1+1"'],
    ['Ana\n=1+1', '"Ana\n\'=1+1"'],
    ['"=1+1"', '"""\'=1+1"""'],
    ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    ['a=b', 'a=b'],
    ['-1', '-1'],
    ['-12.50', '-12.50'],
    ['Ana-María', 'Ana-María'],
    ['ana@example.org', 'ana@example.org'],
    ["'x", "'x"],
  ])('finds no formula in %j', (cell, written) => {
    expect(writeCsv([[cell, 'x']], { safeForSpreadsheets: true })).toBe(`${written},x\r\n`)
  })

  it('is not thought of when a machine reads the file', () => {
    expect(writeCsv([['=1+1', '-5']])).toBe('=1+1,-5\r\n')
  })
})
