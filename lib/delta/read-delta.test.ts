import { describe, expect, it } from 'vitest'
import { DOUBLED_QUOTE, NON_ASCII } from '@/lib/csv/scan-row'
import { inChunks, plain } from '@/lib/csv/test-reading'
import { keyTable } from './key-table'
import { readDelta, type DeltaPiece } from './read-delta'
import { loaded, readAllDelta, seed, told } from './test-delta'

const people = (count: number) =>
  'id,name\n' + Array.from({ length: count }, (_, index) => `p${index},Name ${index}\n`).join('')

describe('the columns that are watched', () => {
  it('are asked for once, after the header was yielded', async () => {
    const asked: unknown[] = []
    const pieces: DeltaPiece['type'][] = []
    const watch = (header: readonly string[] | null) => {
      asked.push([header, ...pieces])
      return { key: [0], content: [1] }
    }
    const source = inChunks(Buffer.from(people(5000)), 1000)
    for await (const piece of readDelta(source, plain, { table: keyTable({ seed }), watch, blockBytes: 4096 })) {
      pieces.push(piece.type)
    }
    expect(asked).toEqual([[['id', 'name'], 'events']])
    expect(pieces.length).toBeGreaterThan(10)
  })

  it('of a file without header are asked for when the first row tells how many there are', async () => {
    const headers: unknown[] = []
    const watch = (header: readonly string[] | null) => {
      headers.push(header)
      return { key: [0], content: [1] }
    }
    const { events, rows } = await readAllDelta('1,Ana\n2,Luz\n', { dialect: { headerLine: 0 }, options: { watch } })
    expect(headers).toEqual([null])
    expect(events).toHaveLength(2)
    expect(rows.map(({ line }) => line)).toEqual([2])
  })

  it('may be none: then every row is an event', async () => {
    const { events, read } = await readAllDelta(people(10), { options: { watch: () => undefined } })
    expect([events.length, read]).toEqual([11, 0])
  })

  it('make every key unclear if no cell is one', async () => {
    const options = { watch: () => ({ key: undefined, content: [1] }) }
    expect(told(await readAllDelta('id,name\n1,Ana\n', { options }))).toEqual(['1 unclear'])
  })

  it('may be missing in a file: such content is none, such a key is unclear', async () => {
    const read = (key: number[], content: number[]) =>
      readAllDelta('id,name\n1,Ana\n', { options: { watch: () => ({ key, content }) } })
    const [missing, none] = [await read([0], [7]), await read([0], [])]
    expect(missing.rows[0]).toEqual(none.rows[0])
    expect(told(await read([0, 7], [1]))).toEqual(['1 unclear'])
  })
})

describe('a key', () => {
  it('that is not plain text is left to the caller', async () => {
    const table = keyTable({ seed })
    const unclear = ['', ' a', 'a ', 'ñ', '"a""b"', '"a\tb"', '"a\nb"', '\u007f', 'x'.repeat(5000)]
    const plainKeys = ['a', 'a b', '"a,b"', '~!']
    const file = [...unclear, ...plainKeys].map((key) => `${key},x\n`).join('')
    const { rows } = await readAllDelta(`id,name\n${file}`, { table })
    expect(rows.map(({ verdict }) => verdict)).toEqual([...unclear.map(() => 'unclear'), ...plainKeys.map(() => 'new')])
    for (const key of ['a', 'a b', 'a,b', '~!']) expect(table.see([key], 99n)).toBe('duplicate')
    for (const { cells, hash } of rows.slice(0, unclear.length)) expect(table.see([`${cells[0]}!`], hash)).toBe('new')
  })

  it('of several parts is one key', async () => {
    const table = keyTable({ seed })
    const options = { watch: () => ({ key: [1, 0], content: [0] }) }
    expect(told(await readAllDelta('a,b\n1,2\n2,1\n1,2\n', { table, options }))).toEqual([
      '1 new',
      '2 new',
      '1 duplicate',
    ])
    expect(table.see(['2', '1'], 99n)).toBe('duplicate')
  })
})

describe('a row', () => {
  it('is the same whatever is around it, and changed if anything of its own is', async () => {
    const table = keyTable({ seed })
    await readAllDelta('id,name,mail\r\n1,"Ana",\r\n2,Luz,l@x', { table })
    table.finish(true)
    const same = await readAllDelta('id,name,mail\n\n2,"Luz",l@x\nbad\n"1",Ana,\n', { table })
    expect([same.read, same.same]).toEqual([2, 2])
    table.finish(true)
    expect(told(await readAllDelta('id,name,mail\n1,,Ana\n2,Luz,L@x\n', { table }))).toEqual(['1 changed', '2 changed'])
  })

  it('at the end of a file without a line break is read in its block', async () => {
    for (const end of ['', '\n', '\r', '\r\n']) {
      const { read, rows } = await readAllDelta(`id,name\n1,Ana\n2,Zoë${end}`)
      expect([read, rows[1]?.cells]).toEqual([2, ['2', 'Zoë']])
    }
  })

  it('longer than the block moves it out of the kernel, and the rows after it are read there again', async () => {
    const file = `id,name\n1,Ana\n2,"${'x'.repeat(60_000)}"\n3,Eva\n4,Ida\n`
    const { read, events } = await readAllDelta(file, { options: { blockBytes: 5000 }, chunkBytes: 3000 })
    expect([read, events.length]).toEqual([3, 5])
  })

  it('with more cells than the kernel has room for is an event', async () => {
    const wide = (text: string) => Array.from({ length: 140_000 }, (_, index) => `${text}${index}`).join(',')
    const options = { limits: { columnsMax: 200_000 } }
    const { events, read } = await readAllDelta(`${wide('h')}\n${wide('c')}\n`, { options })
    expect([events.length, read]).toEqual([2, 0])
  })
})

describe('the bytes of a row', () => {
  it('are between its offsets, without quotes; its flags say what else is in them', async () => {
    const file = 'id,name\n1,"Zoë ""Z"""\n2,Ana\n3,Zoë\n4,"a""b"\n"5",""\n'
    const found: unknown[] = []
    const watch = () => ({ key: [0], content: [1] })
    for await (const piece of readDelta(inChunks(Buffer.from(file), 9), plain, { table: keyTable({ seed }), watch })) {
      if (piece.type === 'events') continue
      for (let row = 0; row < piece.count; row++) {
        const { bytes, offsets, at, flags } = piece
        const cell = (column: number) =>
          bytes.toString('utf8', offsets[at(row) + 2 * column], offsets[at(row) + 2 * column + 1])
        found.push([cell(0), cell(1), flags(row)])
      }
    }
    expect(found).toEqual([
      ['1', 'Zoë ""Z""', NON_ASCII | DOUBLED_QUOTE],
      ['2', 'Ana', 0],
      ['3', 'Zoë', NON_ASCII],
      ['4', 'a""b', DOUBLED_QUOTE],
      ['5', '', 0],
    ])
  })
})

it('a file in another encoding is the same file', async () => {
  const table = keyTable({ seed })
  const text = 'id,name\n1,Zoë\n2,Ana\n'
  await readAllDelta(text, { table })
  const encodings = { 'windows-1252': Buffer.from(text, 'latin1'), 'utf-16le': Buffer.from(text, 'utf16le') } as const
  for (const [encoding, bytes] of Object.entries(encodings)) {
    table.finish(true)
    const dialect = { encoding: encoding as keyof typeof encodings }
    const { read, same } = await readAllDelta(bytes, { table, dialect, chunkBytes: 3 })
    expect([read, same], encoding).toEqual([2, 2])
  }
})

describe('reading while the table grows', () => {
  it('keeps rows and verdicts right, in the middle of a block', async () => {
    const table = keyTable({ seed })
    const first = await readAllDelta(people(20_000), { table })
    expect(first.rows.every(({ verdict, cells }, index) => verdict === 'new' && cells[0] === `p${index}`)).toBe(true)
    table.finish(true)
    const second = await readAllDelta(people(30_000), { table })
    expect([second.same, second.rows.length]).toEqual([20_000, 10_000])
    expect(second.rows[9_999]).toMatchObject({ line: 30_001, verdict: 'new', cells: ['p29999', 'Name 29999'] })
  })

  it('keeps a piece right while its rows are asked about', async () => {
    const table = keyTable({ seed })
    const file = people(3000).replaceAll('p', 'ñ')
    const keys: string[] = []
    const watch = () => ({ key: [0], content: [1] })
    for await (const piece of readDelta(inChunks(Buffer.from(file), 70_000), plain, { table, watch })) {
      if (piece.type === 'events') continue
      for (let row = 0; row < piece.count; row++) {
        const [key = ''] = piece.cells(row)
        for (let more = 0; more < 20; more++) table.see([key, `${more}`], piece.hash(row))
        keys.push(key)
        const at = piece.at(row)
        expect(piece.bytes.toString('utf8', piece.offsets[at], piece.offsets[at + 1])).toBe(key)
      }
    }
    expect(keys).toEqual(Array.from({ length: 3000 }, (_, index) => `ñ${index}`))
    expect(table.live).toBe(60_000)
  })

  it('goes on without a table that is full', async () => {
    const table = keyTable({ seed, rowsMax: 100 })
    const { rows, newKeys } = await readAllDelta(people(300), { table })
    expect(rows.every(({ verdict }) => verdict === 'new')).toBe(true)
    expect([table.isFull, table.live]).toEqual([true, 100])
    expect(newKeys).toHaveLength(100 * 4 - 10)
  })
})

describe('a second look', () => {
  const file = 'id,name\n1,Ana\n2,Luz\nñ,Eva\n3,Ida\n4,bad,row\n'

  it('lists the rows that were asked for, each once, and counts nothing as met', async () => {
    const known = keyTable({ seed })
    await readAllDelta(file, { table: known })
    known.finish(true)
    const table = keyTable({ seed })
    await loaded(table, known)
    expect(told(await readAllDelta('id,name\n1,Ana\n2,Luz\nñ,Eva\n3,Lea\n4,bad,row\n', { table }))).toEqual([
      'ñ unclear',
      '3 changed',
    ])
    expect(table.see(['ñ'], 99n)).toBe('new')
    table.takeNewKeys()
    expect(['1', 'ñ', '3', '9'].map((key) => table.lookAgain([key]))).toEqual(['will', 'listed', 'listed', 'absent'])
    const again = await readAllDelta(`${file}1,Ana\n`, { table, options: { lookAgain: true } })
    expect(told(again)).toEqual(['1 changed', 'ñ unclear'])
    expect(again.events.map((event) => event.type)).toEqual(['header', 'row', 'row', 'badRow'])
    expect([again.read, again.same, again.newKeys.length]).toEqual([5, 3, 0])
    expect(table.takeLook(['ñ'])).toBe(false)
    expect(table.unseenCount()).toBe(0)
  })

  it('leaves an unclear row to the caller', async () => {
    const table = keyTable({ seed })
    table.see(['ñ'], 20n)
    table.finish(false)
    table.see(['ñ'], 20n)
    expect(table.lookAgain(['ñ'])).toBe('will')
    const { rows } = await readAllDelta(file, { table, options: { lookAgain: true } })
    expect(rows.map(({ cells }) => table.takeLook([cells[0]!]))).toEqual([true])
    expect([table.takeLook(['ñ']), table.live]).toEqual([false, 1])
  })

  it('comes in the same pieces as the first, so that rows are asked about in the same order', async () => {
    const table = keyTable({ seed })
    const text = Buffer.from(
      'k\n' + Array.from({ length: 60_000 }, (_, row) => (row % 7 ? `${row % 1000}\n` : 'é\n')).join(''),
    )
    const pieces = async (lookAgain: boolean) => {
      const reads: number[] = []
      const watch = () => ({ key: [0], content: [0] })
      for await (const piece of readDelta(inChunks(text, 99_000), plain, { table, watch, lookAgain })) {
        if (piece.type === 'rows') reads.push(piece.read)
      }
      return reads
    }
    const [first, second] = [await pieces(false), await pieces(true)]
    expect(second).toEqual(first)
    expect(first.length).toBeGreaterThan(1)
  })
})
