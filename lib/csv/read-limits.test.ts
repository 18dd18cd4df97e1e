import { describe, expect, it } from 'vitest'
import type { CsvEvent } from './csv-event'
import { readRows } from './read-rows'
import { plain, readAll, told } from './test-reading'

const MIB = 1024 * 1024

/** A source that counts what was taken of it. */
function counted(head: string, filler: string, fillerBytes: number, tail = '') {
  const state = { taken: 0 }
  const block = Buffer.from(filler.repeat(Math.floor(MIB / filler.length)))
  async function* source() {
    yield Buffer.from(head)
    for (; state.taken < fillerBytes; state.taken += block.length) yield block
    yield Buffer.from(tail)
  }
  return { state, source: source() }
}

async function read(source: AsyncIterable<Uint8Array>, limits = {}): Promise<CsvEvent[]> {
  const events: CsvEvent[] = []
  for await (const batch of readRows(source, plain, { limits })) events.push(...batch)
  return events
}

describe('reading has bounds', () => {
  it('refuses 1 GB behind an open quote after a few blocks, naming the line where it opened', async () => {
    for (const filler of ['1,Ana,Ruiz\n', 'no line break ', '"" doubled ""']) {
      const { source, state } = counted('id,name,family\n1,Ana,Ruiz\n2,"Luz,Lee', filler, 1024 * MIB)
      const events = await read(source)
      expect(events.map(told).at(-1)).toBe('3 stop file-quote-unclosed')
      expect(state.taken).toBeLessThan(4 * MIB)
    }
  })

  it('refuses a header of 1 GB without delimiter', async () => {
    const { source, state } = counted('', 'abcdefgh', 1024 * MIB)
    expect((await read(source)).map(told)).toEqual(['1 stop row-cell-too-long {"limit":65536}'])
    expect(state.taken).toBeLessThan(16 * MIB)
  })

  it('passes over a row of 256 MB without holding it, and reads the rows after it', async () => {
    const { source } = counted('id,name\n1,Ana\n2,', 'abcdefgh', 256 * MIB, '\n3,Eva\n')
    const before = process.memoryUsage().rss
    const events = await read(source)
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MIB)
    expect(events.map((event) => event.type)).toEqual(['header', 'row', 'badRow', 'row'])
    expect(events[2]).toMatchObject({ line: 3, issue: { code: 'row-cell-too-long', params: { limit: 65_536 } } })
    expect(events[2]).toMatchObject({ cells: ['2', 'abcdefgh'.repeat(8192)] })
    expect(told(events[3]!)).toBe('4 row 3|Eva')
  })

  it('passes over a row of 64 MB of short cells', async () => {
    const { source } = counted('id,name\n1,Ana\n', 'ab,', 64 * MIB, '\r\n3,Eva\n')
    const events = await read(source)
    expect(events.map((event) => event.type)).toEqual(['header', 'row', 'badRow', 'row'])
    expect(events[2]).toMatchObject({ line: 3, issue: { code: 'row-too-long', params: { limitBytes: 4 * MIB } } })
    expect(told(events[3]!)).toBe('4 row 3|Eva')
  })

  it('passes over 64 MB of NULs at the end of the file', async () => {
    const { source } = counted('id,name\n1,Ana\n', '\0', 64 * MIB)
    const events = await read(source)
    expect(events.map((event) => event.type)).toEqual(['header', 'row', 'badRow'])
    expect(events[2]).toMatchObject({ line: 3, issue: { code: 'row-nul' } })
  })

  it('keeps a batch of long rows short', async () => {
    const row = Array.from({ length: 18 }, () => 'x'.repeat(60_000)).join(',') + '\n'
    async function* source() {
      yield Buffer.from(Array.from({ length: 18 }, (_, index) => `h${index}`).join(',') + '\n')
      for (let count = 0; count < 20; count++) yield Buffer.from(row)
    }
    let rows = 0
    for await (const batch of readRows(source(), plain)) {
      expect(batch.length).toBeLessThanOrEqual(2)
      rows += batch.filter((event) => event.type === 'row').length
    }
    expect(rows).toBe(20)
  })

  it('refuses a header of 100,000 columns', async () => {
    const header = Array.from({ length: 100_000 }, (_, index) => `c${index}`).join(',')
    expect((await readAll(`${header}\n`)).map(told)).toEqual(['1 stop header-too-wide {"limit":10000}'])
    expect((await readAll(`${header}\n`, { headerLine: 0 })).map(told)).toEqual([
      '1 stop header-too-wide {"limit":10000}',
    ])
    expect((await readAll(`${'name,'.repeat(MIB)}\n`)).map(told)).toEqual(['1 stop header-too-wide {"limit":10000}'])
  })

  it('tells the true number of cells of a row of 100,000, and keeps the first 10,000', async () => {
    const [, row] = await readAll(`a,b\n${'x,'.repeat(99_999)}x\n`)
    expect(row).toMatchObject({ type: 'badRow', issue: { code: 'row-cells', params: { found: 100_000, expected: 2 } } })
    expect(row).toHaveProperty('cells.length', 10_000)
  })

  it('counts the length of a cell in characters', async () => {
    const limit = { limits: { cellCharactersMax: 5 } }
    expect((await readAll('id,name\n1,ñññññ\n2,ñññññn\n3,"abcdef"\n', {}, limit)).map(told)).toEqual([
      '1 header id|name',
      '2 row 1|ñññññ',
      '3 row-cell-too-long name {"limit":5} 2|ñññññn',
      '4 row-cell-too-long name {"limit":5} 3|abcdef',
    ])
  })

  it('takes a quoted cell of the most lines and bytes, and not one more', async () => {
    const limits = { quotedLinesMax: 3, quotedBytesMax: 20 }
    const file = (cell: string) => readAll(`id,note\n1,"${cell}"\n`, {}, { limits })
    expect((await file('a\nb\r\nc\rd'))[1]).toMatchObject({ type: 'row' })
    expect((await file('a\nb\r\nc\rd\ne'))[1]).toMatchObject({ issue: { code: 'file-quote-unclosed', line: 2 } })
    expect((await file('x'.repeat(20)))[1]).toMatchObject({ type: 'row' })
    expect((await file('x'.repeat(21)))[1]).toMatchObject({ issue: { code: 'file-quote-unclosed', line: 2 } })
  })

  it('refuses a file of too many bytes, after the rows before', async () => {
    const { source } = counted('id,name\n', '1,Ana\n', 1024 * MIB)
    const events = await read(source, { bytesMax: 2 * MIB })
    expect(told(events.at(-1)!)).toBe(`- stop file-too-large {"limitBytes":${2 * MIB}}`)
    expect(events.length).toBeLessThan((2 * MIB) / 6 + 2)
    expect((await readAll('id\n1\n', {}, { limits: { bytesMax: 5 } })).map(told)).toEqual(['1 header id', '2 row 1'])
  })

  it('refuses a file of too many rows, bad ones counted', async () => {
    const limits = { rowsMax: 2 }
    expect((await readAll('id\n1\n2,3\n', {}, { limits })).map((event) => event.type)).toEqual([
      'header',
      'row',
      'badRow',
    ])
    expect((await readAll('id\n1\n2,3\n4\n', {}, { limits })).map(told).at(-1)).toBe(
      '- stop file-too-many-rows {"limit":2}',
    )
  })
})
