// What must hold for any file, csv-parse being the oracle of what RFC 4180 says.
import { parse as parseWithOracle } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CsvEvent } from './csv-event'
import type { Encoding } from './dialect'
import { defaultReadLimits } from './read-limits'
import { finish, readChunk, rowReader } from './row-reader'
import { inChunks, plain, readAll } from './test-reading'
import { readRows } from './read-rows'
import { writeCsv } from './write-csv'

const rounds = { numRuns: 400 }
const headless = { ...plain, headerLine: 0 }

/** Text made mostly of what matters to a reader. */
const awkwardText = (parts: string[], maxLength = 60) =>
  fc.array(fc.constantFrom(...parts), { maxLength }).map((pieces) => pieces.join(''))
const syntax = awkwardText([',', '"', '\n', '\r', '\r\n', 'a', 'é', ' ', '""', ',"', '",', '\u2028', '美', '1'])

const cell = fc.oneof(
  awkwardText(['a', 'b', ',', '"', '\n', '\r\n', '\r', 'ñ', '😀', ' ', ';'], 8),
  fc.string({ maxLength: 12, unit: 'grapheme' }),
)
const table = fc
  .integer({ min: 1, max: 5 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }))
  .filter(([first = []]) => !/^\s*[<[{%\uFEFF-]|^(sep=|PK|BZ|GIF|PAR)/i.test(first[0] ?? ''))
const lineEnd = fc.constantFrom('\n', '\r\n', '\r')

/** Every cell quoted, so that any text may stand in it. */
const written = (rows: readonly (readonly string[])[], end: string) =>
  rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',') + end).join('')

const breaksIn = (text: string) => text.match(/\r\n|\n|\r/g)?.length ?? 0

describe('any table', () => {
  it('is read as it was written, each row on the line where it begins', async () => {
    await fc.assert(
      fc.asyncProperty(table, lineEnd, async (rows, end) => {
        const text = written(rows, end)
        const events = await readAll(text, headless)
        let from = 0
        const expected = rows.map((cells) => {
          const line = 1 + breaksIn(text.slice(0, from))
          from += written([cells], end).length
          return { type: 'row', line, cells }
        })
        // A table of blanks alone is an empty file.
        if (rows.flat().join('').trim() !== '' || rows[0]!.length > 0) expect(events).toEqual(expected)
      }),
      rounds,
    )
  })

  it('comes back from our own writer', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.boolean(), async (rows, byteOrderMark) => {
        const events = await readAll(writeCsv(rows, { byteOrderMark }), headless)
        const isBlank = (row: string[]) => row.length === 1 && /^[ \t]+$/.test(row[0]!)
        if (rows.some(isBlank)) return
        expect(events.map((event) => event.type === 'row' && event.cells)).toEqual(rows)
      }),
      rounds,
    )
  })

  it('is read the same in any encoding, cut anywhere', async () => {
    const western = awkwardText(['a', ',', '"', '\n', 'ñ', '€', '’', 'É'], 10)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(western, western), { minLength: 1, maxLength: 5 }),
        fc.constantFrom<Encoding>('utf-8', 'utf-16le', 'utf-16be', 'windows-1252'),
        fc.integer({ min: 1, max: 9 }),
        async (rows, encoding, chunkBytes) => {
          const text = written([['id', 'name'], ...rows], '\r\n')
          const events = await readAll(encoded(text, encoding), { encoding }, {}, chunkBytes)
          expect(events).toEqual(await readAll(text))
        },
      ),
      rounds,
    )
  })
})

describe('any text', () => {
  it('is read like csv-parse reads it, or more strictly', async () => {
    await fc.assert(
      fc.asyncProperty(syntax, async (text) => {
        // A first line keeps the text from being an empty file.
        const events = await readAll(`x\n${text}`, headless)
        const expected = oracle(`x\n${text}`)
        const isGood = events.every(
          (event) => event.type === 'row' || (event.type === 'badRow' && event.issue.code === 'row-cells'),
        )
        // What we read without complaint, the oracle reads too, and the same; what it refuses, we refuse at least in part.
        if (isGood || expected !== undefined) expect(cellsOf(events)).toEqual(expected)
      }),
      { numRuns: 3000 },
    )
  })

  it('is read the same in blocks and pieces of any size', () => {
    fc.assert(
      fc.property(
        syntax,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (text, blockBytes, pieceBytes) => {
          const bytes = Buffer.from(`a,b\n${text}`)
          expect(readInBlocks(bytes, blockBytes, pieceBytes)).toEqual(readInBlocks(bytes, 1024, 1024))
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('loses to a stray quote the line it stands on, and nothing else', async () => {
    const sound = fc.constantFrom('1,Ana', '2,"Luz, M."', '3,"say ""x"""', '4,')
    const broken = fc.constantFrom('8,"Eva"l', '9,E"va"', '"9"x,Eva', '7,"Eva" "x"', '9, "Eva"')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof({ weight: 3, arbitrary: sound }, broken)), async (lines) => {
        const events = await readAll(['id,name', ...lines].join('\r\n'))
        const expected = lines.map((line, index) => [index + 2, /^[1-4]/.test(line) ? 'row' : 'badRow'])
        expect(events.slice(1).map((event) => event.type !== 'fileIssue' && [event.line, event.type])).toEqual(expected)
      }),
      rounds,
    )
  })
})

describe('any bytes', () => {
  it('end in events, with lines that go up and good rows that hold nothing but text', async () => {
    const limits = { ...defaultReadLimits, quotedLinesMax: 3, cellCharactersMax: 20, rowBytesMax: 40, columnsMax: 6 }
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.integer({ min: 1, max: 500 }),
        async (bytes, chunkBytes) => {
          const file = Buffer.concat([Buffer.from('id,name\n1,Ana\n2,"Lu\nz"\n'), bytes])
          let line = 0
          for await (const batch of readRows(inChunks(file, chunkBytes), plain, { limits })) {
            for (const event of batch) {
              if (event.type === 'fileIssue') continue
              expect(event.line).toBeGreaterThan(line)
              line = event.line
              const isUnread = event.cells.some((text) => typeof text !== 'string' || /[\0\ufffd]/.test(text))
              expect(isUnread && event.type === 'row').toBe(false)
            }
          }
          expect(line).toBeLessThanOrEqual(1 + breaksIn(file.toString('latin1')))
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('of a mutated file cost at most the rows they touch, when no quotes are among them', async () => {
    const file = Buffer.from('id,name\n' + Array.from({ length: 50 }, (_, index) => `${index},Añá ${index}\n`).join(''))
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 8, max: file.length - 1 }),
        fc.integer({ min: 0, max: 255 }),
        async (at, byte) => {
          fc.pre(byte !== 0x22)
          const mutated = Buffer.from(file)
          mutated[at] = byte
          const events = await readAll(mutated)
          const bad = events.filter((event) => event.type === 'badRow')
          expect(bad.length).toBeLessThanOrEqual(2)
          expect(events.length).toBeGreaterThanOrEqual(50)
        },
      ),
      rounds,
    )
  })
})

/** The records as csv-parse reads them, blank lines left out, or undefined if it refuses the text. */
function oracle(text: string): string[][] | undefined {
  try {
    const options = { relax_column_count: true, skip_empty_lines: true, record_delimiter: ['\r\n', '\n', '\r'] }
    return (parseWithOracle(text, options) as string[][]).filter(isNoBlank)
  } catch {
    return undefined
  }
}

function cellsOf(events: CsvEvent[]): string[][] {
  return events.map((event) => (event.type === 'fileIssue' ? ['refused'] : event.cells)).filter(isNoBlank)
}

/** A line of blanks is a row to csv-parse and none to us. */
const isNoBlank = (cells: string[]) => cells.length > 1 || !/^ +$/.test(cells[0] ?? '')

function readInBlocks(bytes: Uint8Array, blockBytes: number, pieceBytes: number): CsvEvent[] {
  const reader = rowReader(plain, defaultReadLimits, undefined, blockBytes)
  const events: CsvEvent[] = []
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    for (const batch of readChunk(reader, bytes.subarray(at, at + pieceBytes))) events.push(...batch)
  }
  for (const batch of finish(reader)) events.push(...batch)
  return events
}

function encoded(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text)
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le')
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16()
  const bytes: Record<string, number> = { '€': 0x80, '’': 0x92 }
  return Buffer.from([...text].map((letter) => bytes[letter] ?? letter.charCodeAt(0)))
}
