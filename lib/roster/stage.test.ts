// The stage takes rows both ways, many pieces of them, and gives the connection back whatever happens.
import { afterEach, beforeEach, expect, it } from 'vitest'
import type pg from 'pg'
import type { Field, ImportType } from '@/lib/import-types/import-type'
import { connectClient } from '@/lib/platform/db'
import { putBytes } from './copy-piece'
import type { PlainRow, PlainRows } from './plain-row'
import { openStage, stageOf } from './stage'
import { rowEncoder } from './staged-row'
import { rosterTableOf } from './table-names'

const words = { en: 'Word', es: 'Palabra' }
const field = (name: string, more: Partial<Field> = {}): Field => ({ name, title: words, kind: 'text', ...more })
const pupils: ImportType = {
  ...{ name: 'test/stage', family: 'test', title: words, description: words, fileNames: [], source: '', examples: [] },
  key: ['id'],
  fields: [field('id', { kind: 'id' }), field('name')],
}
const table = rosterTableOf(pupils)

let client: pg.PoolClient
beforeEach(async () => {
  client = await connectClient()
  await client.query('begin')
})
afterEach(async () => {
  await client.query('rollback')
  client.release()
})

const rowOf = (line: number, name: string) => ({
  ...{ line, values: [`id-${line}`, name], hash: 2n ** 62n + BigInt(line) },
  ...{ rejected: false, deactivates: false },
})

const noRows: PlainRows = {
  ...{ bytes: Buffer.alloc(0), offsets: new Int32Array(0) },
  ...{ at: (row) => row, flags: () => 0, line: (row) => row, hash: () => 0n },
}

it('keeps every row in many pieces, the quick and the long way, also one longer than a piece', async () => {
  const encode = rowEncoder(table)
  const plain: PlainRow = (piece, rows, row) => {
    if (row % 3 === 0) return false
    encode(piece, rowOf(rows.line(row), 'quick'))
    return true
  }
  const stage = await openStage(client, table)
  const count = 20_000
  for (let line = 1; line <= count; line++) {
    const isTaken = stage.writePlain(plain, noRows, line)
    if (!isTaken) await stage.write(rowOf(line, line === 9999 ? 'x'.repeat(300_000) : 'long'))
    else if (isTaken !== true) await isTaken
  }
  expect(await stage.close()).toBe(count)
  const { rows } = await client.query(`
    select count(*)::int as rows, count(distinct id)::int as ids, sum(_line)::int as lines,
      count(*) filter (where name = 'quick')::int as quick, max(length(name)) as longest,
      bool_and(_hash = decode(lpad(to_hex(4611686018427387904 + _line), 16, '0'), 'hex')) as hashes
    from ${stageOf(table)}`)
  const quick = count - Math.floor(count / 3)
  expect(rows).toEqual([
    { rows: count, ids: count, lines: (count * (count + 1)) / 2, quick, longest: 300_000, hashes: true },
  ])
})

it('goes on where another stage has ended', async () => {
  const first = await openStage(client, table)
  await first.write(rowOf(1, 'a'))
  await first.close()
  const second = await openStage(client, table, { goesOn: true })
  await second.write(rowOf(2, 'b'))
  expect(await second.close()).toBe(1)
  expect((await client.query(`select name from ${stageOf(table)} order by _line`)).rows).toEqual([
    { name: 'a' },
    { name: 'b' },
  ])
})

it('says what the server did not take, and gives the connection back', async () => {
  await client.query('savepoint before')
  const stage = await openStage(client, table)
  const broken: PlainRow = (piece) => {
    putBytes(piece, Buffer.from('no row at all'))
    return true
  }
  stage.writePlain(broken, noRows, 1)
  await expect(stage.close()).rejects.toThrow()
  await stage.abort()
  await client.query('rollback to before')
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})

it('is given up in the middle', async () => {
  await client.query('savepoint before')
  const stage = await openStage(client, table)
  await stage.write(rowOf(1, 'a'))
  await stage.abort()
  await client.query('rollback to before')
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})
