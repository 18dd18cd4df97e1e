import { describe, expect, it } from 'vitest'
import { readPreview } from './read-preview'

const file = (content: string | Uint8Array<ArrayBuffer>, name = 'users.csv') => new File([content], name)
const look = (content: string | Uint8Array<ArrayBuffer>, hasHeader = true) => readPreview(file(content), { hasHeader })
const bytes = (...values: number[]) => Uint8Array.from(values)
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))

describe('the preview of a file', () => {
  it.each([
    ['id,name\n1,Ana\n2,Bo\n', ',', 2],
    ['id;name\r\n1;Ana\r\n', ';', 1],
    ['id\tname\n1\tAna', '\t', 1],
    ['id|name\n1|"A|B"\n', '|', 1],
    ['id\n1\n2\n', ',', 2],
  ])('tells the delimiter and the rows of %j', async (text, delimiter, rows) => {
    const outcome = await look(text)
    expect(outcome).toMatchObject({
      ok: true,
      preview: { delimiter, rowsEstimate: rows, headerLine: 1, isWhole: true },
    })
  })

  it('counts physical lines, also behind a line break inside a cell', async () => {
    const outcome = await look('id,note\n1,"a\nb"\n2,c\n')
    expect(outcome.ok && outcome.preview.rows.map((row) => row.line)).toEqual([2, 4])
  })

  it('passes over a title above the header', async () => {
    const outcome = await look('Student export\n\nid,first,last\n1,Ana,Ruiz\n2,Bo,Li\n')
    expect(outcome).toMatchObject({
      ok: true,
      preview: { headerLine: 3, header: ['id', 'first', 'last'], rowsEstimate: 2 },
    })
  })

  it('shows every row as data where no line names the columns', async () => {
    const outcome = await look('1,Ana\n2,Bo\n', false)
    expect(outcome).toMatchObject({
      ok: true,
      preview: { headerLine: 0, rows: [{ line: 1 }, { line: 2 }], rowsEstimate: 2 },
    })
  })

  it.each([
    ['utf-8', Buffer.from('id,name\n1,José\n')],
    ['windows-1252', Buffer.from('id,name\n1,José\n', 'latin1')],
    ['utf-16le', Buffer.from(utf16('id,name\n1,José\n'))],
  ])('reads %s', async (encoding, content) => {
    const outcome = await look(new Uint8Array(content))
    expect(outcome).toMatchObject({ ok: true, preview: { encoding, rows: [{ cells: ['1', 'José'] }] } })
  })

  it('estimates the rows of a file larger than what it reads, within two per cent', async () => {
    const rows = Array.from(
      { length: 200_000 },
      (_, index) => `${100000 + index},Name of somebody,2025-08-0${(index % 9) + 1}`,
    )
    const outcome = await look(`id,name,date\n${rows.join('\n')}\n`)
    expect(outcome).toMatchObject({ ok: true, preview: { isWhole: false } })
    const estimate = outcome.ok ? outcome.preview.rowsEstimate : 0
    expect(Math.abs(estimate - 200_000)).toBeLessThan(4000)
  })

  it.each([
    ['zip', bytes(0x50, 0x4b, 3, 4, 20, 0)],
    ['workbook', new Uint8Array(Buffer.from('PK\x03\x04\x14\0\0\0[Content_Types].xml', 'latin1'))],
    ['pdf', new Uint8Array(Buffer.from('%PDF-1.7\n'))],
    ['gzip', bytes(0x1f, 0x8b, 8, 0)],
    ['html', new Uint8Array(Buffer.from('\n<!DOCTYPE html><html><title>Sign in</title>'))],
    ['json', new Uint8Array(Buffer.from('[{"id": 1}]'))],
    ['xml', new Uint8Array(Buffer.from('<?xml version="1.0"?><users/>'))],
    ['empty', bytes()],
    ['empty', new Uint8Array(Buffer.from('\n \n'))],
  ])('names a file that is %s', async (notCsv, content) => {
    expect(await look(content)).toEqual({ ok: false, notCsv })
  })
})
