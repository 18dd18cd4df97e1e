// readRows is the readable reference: whatever the kernel takes over, nothing of what it would say may be lost or changed.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CsvEvent } from '@/lib/csv/csv-event'
import { delimiters, type Delimiter, type Dialect } from '@/lib/csv/dialect'
import { defaultReadLimits, type ReadLimits } from '@/lib/csv/read-limits'
import { readSource, type ReadOptions } from '@/lib/csv/read-rows'
import { finish, readChunk, refuse, rowReader } from '@/lib/csv/row-reader'
import { inChunks, plain } from '@/lib/csv/test-reading'
import { keyTable } from './key-table'
import { readAllDelta, seed } from './test-delta'

const syntax = (delimiter: string) => [
  ...[delimiter, delimiter, '"', '"', '\n', '\r', '\r\n', '""', `"${delimiter}`, `${delimiter}"`, '"\n', '\n"'],
  ...['a', 'é', ' ', '\t', '美', '\u2028', '1', 'sep=', ';', '\0', '\uFEFF', '\u{1F600}', 'abcdefghijklmnop'],
]

/** Bytes that are no UTF-8, beside much that is. */
const odd = fc.constantFrom(
  ...[
    [0xff],
    [0xc3],
    [0xe9],
    [0xed, 0xa0, 0x80],
    [0xf0, 0x9f],
    [0xc0, 0xaf],
    [0xf4, 0x90, 0x80, 0x80],
    [0x80],
    [0],
  ].map((bytes) => Buffer.from(bytes)),
)

const pieces = (delimiter: Delimiter) =>
  fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...syntax(delimiter)).map((text) => Buffer.from(text)) },
    { weight: 1, arbitrary: odd },
  )

/** Lines most of which are sound, so that the kernel has something to do between the awkward ones. */
const line = (delimiter: Delimiter) => {
  const cell = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('a', 'Ana', '', '12345678', 'Añá', ' b', 'x'.repeat(20)) },
    {
      weight: 2,
      arbitrary: fc.constantFrom('"q"', `"${delimiter}"`, '"a""b"', '"l\nm"', '"\r\n"', '""', '"ñ"', '"\r"'),
    },
  )
  const sound = fc.tuple(cell, cell, fc.constantFrom('\n', '\n', '\r\n', '\r'))
  return fc.oneof(
    { weight: 30, arbitrary: sound.map(([key, text, end]) => Buffer.from(`${key}${delimiter}${text}${end}`)) },
    { weight: 1, arbitrary: fc.array(pieces(delimiter), { maxLength: 12 }).map((parts) => Buffer.concat(parts)) },
    { weight: 1, arbitrary: fc.constantFrom('(2 rows affected)\n', 'Total: 7', '\n').map((text) => Buffer.from(text)) },
  )
}

const file = fc.constantFrom(...delimiters).chain((delimiter) =>
  fc.record({
    delimiter: fc.constant(delimiter),
    headerLine: fc.constantFrom(1, 1, 1, 1, 0, 2),
    head: fc.constantFrom(...Array<string>(6).fill(`id${delimiter}name\n`), `id\r\n`, '\uFEFFid\n', ''),
    body: fc.array(line(delimiter), { maxLength: 60, size: 'max' }),
    chunkBytes: fc.constantFrom(1, 2, 7, 64, 1000, Infinity),
    blockBytes: fc.constantFrom(1, 3, 16, 64, 65, 300, 256 * 1024),
    expectHeader: fc.constantFrom(undefined, ['id', 'name']),
    limits: fc.option(
      fc.record<Partial<ReadLimits>>(
        {
          rowsMax: fc.integer({ min: 1, max: 12 }),
          columnsMax: fc.integer({ min: 1, max: 4 }),
          cellCharactersMax: fc.integer({ min: 1, max: 16 }),
          rowBytesMax: fc.integer({ min: 4, max: 40 }),
          quotedBytesMax: fc.integer({ min: 1, max: 12 }),
          quotedLinesMax: fc.integer({ min: 0, max: 2 }),
          bytesMax: fc.integer({ min: 1, max: 400 }),
        },
        { requiredKeys: [] },
      ),
      { nil: undefined, freq: 2 },
    ),
  }),
)

describe('any file, cut anywhere, in blocks of any size, under any limits', () => {
  it('gives the rows and events that readRows gives', async () => {
    let fromBlocks = 0
    const table = keyTable({ seed })
    await fc.assert(
      fc.asyncProperty(
        file,
        async ({ delimiter, headerLine, head, body, chunkBytes, blockBytes, expectHeader, limits }) => {
          // What is at hand of a row that is given up, and shown of it, depends on the block if rows may not fill one.
          fc.pre(blockBytes > 1000 || (limits?.rowBytesMax ?? Infinity) >= blockBytes)
          // The second time, nothing was met: all that the table knows is gone, and every row new again.
          table.finish(true)
          table.finish(true)
          const bytes = Buffer.concat([Buffer.from(head), ...body])
          const options = { limits, expectHeader, blockBytes }
          const found = await readAllDelta(bytes, { dialect: { delimiter, headerLine }, table, chunkBytes, options })
          const expected = await readInBlocks(bytes, { ...plain, delimiter, headerLine }, options, chunkBytes)
          expect(found.events).toEqual(expected)
          fromBlocks += found.read
        },
      ),
      { numRuns: 2500 },
    )
    expect(fromBlocks).toBeGreaterThan(20_000)
  })

  it('lists every row but those that are the same, each time it is read', async () => {
    await fc.assert(
      fc.asyncProperty(file, fc.integer({ min: 1, max: 90 }), async ({ delimiter, head, body }, blockBytes) => {
        const bytes = Buffer.concat([Buffer.from(head), ...body])
        const table = keyTable({ seed })
        const read = () => readAllDelta(bytes, { dialect: { delimiter }, table, options: { blockBytes } })
        const first = await read()
        table.finish(true)
        const second = await read()
        const again = new Set(second.events.map((event) => ('line' in event ? event.line : 0)))
        const passedOver = first.rows.filter(({ line }) => !again.has(line))
        expect(passedOver.every(({ verdict }) => verdict === 'new')).toBe(true)
        expect(passedOver).toHaveLength(second.same)
        expect(second.rows.filter(({ verdict }) => verdict === 'new' || verdict === 'changed')).toEqual([])
        expect(second.newKeys).toHaveLength(0)
      }),
      { numRuns: 500 },
    )
  })
})

/** As readRows does, which has blocks of one size only. */
async function readInBlocks(
  bytes: Uint8Array,
  dialect: Dialect,
  { limits, expectHeader, blockBytes }: ReadOptions & { blockBytes: number },
  chunkBytes: number,
): Promise<CsvEvent[]> {
  const reader = rowReader(dialect, { ...defaultReadLimits, ...limits }, expectHeader, blockBytes)
  const events: CsvEvent[] = []
  const batches = readSource(inChunks(bytes, chunkBytes), reader, {
    readChunk: (chunk) => readChunk(reader, chunk),
    finish: () => finish(reader),
    refuse: (issue) => refuse(reader, issue),
  })
  for await (const batch of batches) events.push(...batch)
  return events
}
