// For the tests of this folder: reads whole files at once.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { CsvEvent } from './csv-event'
import type { Dialect } from './dialect'
import { readRows, type ReadOptions } from './read-rows'

export const plain: Dialect = { encoding: 'utf-8', delimiter: ',', quote: '"', headerLine: 1 }

export function testFile(name: string): Buffer {
  return readFileSync(path.join(import.meta.dirname, 'testdata', name))
}

/** All events of a file, whose bytes come in pieces of `chunkBytes`. */
export async function readAll(
  file: string | Uint8Array,
  dialect: Partial<Dialect> = {},
  options: ReadOptions = {},
  chunkBytes = Infinity,
): Promise<CsvEvent[]> {
  const events: CsvEvent[] = []
  for await (const batch of readRows(inChunks(Buffer.from(file), chunkBytes), { ...plain, ...dialect }, options)) {
    events.push(...batch)
  }
  return events
}

export async function* inChunks(bytes: Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
}

/** One line of text per event, easy to compare: `2 row Ana|05`, `3 row-cells {"found":1,"expected":2} Luz`. */
export function told(event: CsvEvent): string {
  if (event.type === 'header' || event.type === 'row') return `${event.line} ${event.type} ${event.cells.join('|')}`
  const { code, line = '-', column, params } = event.issue
  const about = [code, column, params && JSON.stringify(params)].filter(Boolean).join(' ')
  if (event.type === 'footer') return `${line} footer ${event.issue.value}`
  return event.type === 'badRow' ? `${event.line} ${about} ${event.cells.join('|')}` : `${line} stop ${about}`
}
