// Every canonical value arrives by the binary COPY as the one it is in text, which PostgreSQL reads itself.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finished } from 'node:stream/promises'
import { from } from 'pg-copy-streams'
import type pg from 'pg'
import { connectClient } from '@/lib/platform/db'
import type { SqlType } from '@/lib/validation/kinds'
import type { RosterValue } from '@/lib/validation/roster-value'
import { beginRow, cellEncoder, putInteger } from './copy-binary'
import { COPY_HEADER, COPY_TRAILER, emptyPiece, putBytes } from './copy-piece'

let client: pg.PoolClient
beforeAll(async () => void (client = await connectClient()))
afterAll(() => client.release(true))

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString())
const digits = (max: number) => fc.stringMatching(new RegExp(`^\\d{1,${max}}$`))
// Half a character cannot be in UTF-8, and NUL in no text of PostgreSQL.
const text = fc.string({ unit: 'binary', maxLength: 200 }).map((value) => value.replaceAll('\0', ''))
const wholes = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String)

const values: Record<SqlType, fc.Arbitrary<RosterValue>> = {
  text: fc.oneof(text, fc.string({ maxLength: 80 }), fc.boolean(), fc.array(text, { minLength: 1, maxLength: 3 })),
  boolean: fc.boolean(),
  date: day.map((value) => value.slice(0, 10)),
  timestamptz: day,
  numeric: fc.tuple(fc.boolean(), digits(40), fc.option(digits(30))).map(([isNegative, whole, fraction]) => {
    const rest = fraction?.replace(/0+$/, '') ?? ''
    const number = whole.replace(/^0+(?=\d)/, '') + (rest === '' ? '' : `.${rest}`)
    return number === '0' || !isNegative ? number : `-${number}`
  }),
  bigint: fc.oneof(wholes, fc.maxSafeInteger().map(String), fc.integer().map(String)),
  'text[]': fc.array(text, { maxLength: 5 }),
}

/** Both ways into one table each, in the order given, and what stands in them as PostgreSQL shows it. */
async function bothWays(sqlType: SqlType, column: readonly (RosterValue | null)[]) {
  await client.query(`
    drop table if exists by_copy, by_text;
    create temporary table by_copy (line bigint, value ${sqlType});
    create temporary table by_text (line bigint, value ${sqlType})`)
  const piece = emptyPiece(16)
  const put = cellEncoder(sqlType)
  putBytes(piece, COPY_HEADER)
  for (const [line, value] of column.entries()) {
    beginRow(piece, 2)
    putInteger(piece, line)
    put(piece, value)
  }
  putBytes(piece, COPY_TRAILER)
  const stream = client.query(from('copy by_copy from stdin (format binary)'))
  stream.end(piece.bytes.subarray(0, piece.at))
  await finished(stream)
  const texts = column.map((value) => (sqlType === 'text' && typeof value === 'boolean' ? (value ? 't' : 'f') : value))
  for (const [line, text] of texts.entries()) {
    const isMoved = sqlType === 'timestamptz' && typeof text === 'string' && text.startsWith('+')
    const value = isMoved ? text.slice(1) : text
    await client.query(`insert into by_text values ($1, $2)`, [line, value])
  }
  const shown = async (table: string) =>
    (await client.query(`select value::text, pg_column_size(value) as size from ${table} order by line`)).rows
  return { copied: await shown('by_copy'), written: await shown('by_text') }
}

describe('a canonical value is the same by the binary COPY as in text', () => {
  it.each(Object.keys(values) as SqlType[])('%s', { timeout: 60_000 }, async (sqlType) => {
    const column = fc.array(fc.option(values[sqlType], { freq: 10 }), { minLength: 1, maxLength: 50 })
    await fc.assert(
      fc.asyncProperty(column, async (cells) => {
        const { copied, written } = await bothWays(sqlType, cells)
        expect(copied).toEqual(written)
      }),
      { numRuns: 25 },
    )
  })

  it.each<[SqlType, string[]]>([
    ['numeric', ['0', '1', '-1', '10000', '9999', '0.0001', '0.00001', '-12345.6789', '100000000', '1.5', '0.1234567']],
    ['date', ['1900-01-01', '1999-12-31', '2000-01-01', '2000-02-29', '2024-02-29', '2100-03-01', '9999-12-31']],
    ['timestamptz', ['1899-12-31T10:00:00.000Z', '1999-12-31T23:59:59.999Z', '2000-01-01T00:00:00.000Z']],
    [
      'bigint',
      ['0', '-1', '4294967296', '-4294967296', '999999999999999', '9223372036854775807', '-9223372036854775808'],
    ],
  ])('%s at its edges', async (sqlType, cells) => {
    const { copied, written } = await bothWays(sqlType, cells)
    expect(copied).toEqual(written)
  })

  it('timestamptz behind the last year of four digits, where a zone has moved it', async () => {
    const { copied } = await bothWays('timestamptz', ['+010000-01-01T04:59:59.000Z'])
    expect(copied).toMatchObject([{ value: expect.stringMatching(/^10000-01-01 /) }])
  })
})

it.each<[SqlType, RosterValue]>([
  ['boolean', 'true'],
  ['date', '2024-02-30'],
  ['date', '2024-2-3'],
  ['date', '+275760-01-01'],
  ['timestamptz', '2024-02-30T00:00:00.000Z'],
  ['timestamptz', '2024-02-03'],
  ['numeric', '1e5'],
  ['numeric', '.5'],
  ['numeric', ''],
  ['bigint', '9223372036854775808'],
  ['bigint', '007'],
  ['bigint', '1.5'],
  ['text[]', 'a,b'],
])('%s refuses %j, and does not name it', (sqlType, value) => {
  const put = cellEncoder(sqlType)
  expect(() => put(emptyPiece(16), value)).toThrow(
    `a value for a column of type ${sqlType} is not in its canonical form`,
  )
})
