// Reads the beginning of a sample: its dialect, its columns with some values, about how many rows, and which field each
// column may fill. A look, not a check: the check reads the whole file.
import type { CsvEvent } from '@/lib/csv/csv-event'
import { detectDialect } from '@/lib/csv/detect-dialect'
import type { Dialect } from '@/lib/csv/dialect'
import { readRows } from '@/lib/csv/read-rows'
import type { ImportType } from '@/lib/import-types/import-type'
import type { Issue } from '@/lib/issues/issue'
import { suggestMapping } from '@/lib/mapping/suggest-mapping'
import type { PastWork } from './mapping-history'
import type { AnalyzedFile, SampleColumn } from './sample-analysis'

/** How much of a sample is read. */
export const HEAD_BYTES = 1024 * 1024
/** Values looked at to tell what a column holds. */
const SAMPLES_MAX = 50
/** Values kept to show, and how much of each. */
const SAMPLES_SHOWN_MAX = 5
const SAMPLE_LENGTH_MAX = 80

export type Sample = {
  readonly fileName: string
  /** The first HEAD_BYTES of the file, or all of it. */
  readonly head: Uint8Array
  readonly sizeBytes: number
}

/** For each column, from its different values. */
export type KeysOf = (columns: readonly (readonly string[])[]) => Promise<Readonly<Record<string, number>>[]>

/**
 * Analyses a sample for one import type.
 * @param options.hasHeader false: the first row is data, whatever it looks like.
 * @param options.dialect as a person chose it, instead of what is detected.
 * @param options.past how this account, and others, mapped this type before.
 * @param options.keysOf the share of a column's values that name records the account has, by field.
 */
export async function analyzeSample(
  sample: Sample,
  type: ImportType,
  options: { hasHeader?: boolean; dialect?: Dialect; past?: PastWork; keysOf?: KeysOf } = {},
): Promise<{ ok: true; file: AnalyzedFile } | { ok: false; issue: Issue }> {
  const dialect = options.dialect ?? proposeDialect(sample.head, type, options.hasHeader ?? true)
  if ('issue' in dialect) return { ok: false, issue: dialect.issue }
  const look = await readHead(sample, dialect)
  if ('issue' in look) return { ok: false, issue: look.issue }
  const keys = await options.keysOf?.(look.columns.map(({ samples }) => samples))
  const known = look.columns.map((column, index) => ({ ...column, knownKeys: keys?.[index] ?? {} }))
  const suggestions = suggestMapping(known, type, options.past?.history)
  const columns: SampleColumn[] = look.columns.map(({ header, position, samples }, index) => ({
    ...{ header, position },
    samples: samples.slice(0, SAMPLES_SHOWN_MAX).map(shown),
    suggestion: suggestions[index] ?? null,
  }))
  const { fileName: name, sizeBytes } = sample
  const { rowsEstimate } = look
  const learned = options.past?.learned.map((change) => ({ ...change, transforms: [...change.transforms] })) ?? []
  return { ok: true, file: { name, importType: type.name, dialect, columns, rowsEstimate, sizeBytes, learned } }
}

/** The headers of a file that may be of any of the types; null if it is no table. */
export async function readHeaders(sample: Sample, types: readonly ImportType[]): Promise<string[] | null> {
  const detected = detectDialect(sample.head, { headerHints: hintsOf(types) })
  const look = detected.ok ? await readHead(sample, detected.dialect) : undefined
  if (!look || 'issue' in look) return null
  return look.columns.map(({ header }) => header)
}

function proposeDialect(head: Uint8Array, type: ImportType, hasHeader: boolean): Dialect | { issue: Issue } {
  const detected = detectDialect(head, { headerHints: hintsOf([type]) })
  if (!detected.ok) return { issue: detected.issue }
  return hasHeader ? detected.dialect : { ...detected.dialect, headerLine: 0 }
}

function hintsOf(types: readonly ImportType[]): Set<string> {
  return new Set(types.flatMap(({ fields }) => fields.flatMap(({ name, synonyms = [] }) => [name, ...synonyms])))
}

type Column = { header: string; position: number; samples: string[] }

async function readHead(
  sample: Sample,
  dialect: Dialect,
): Promise<{ columns: Column[]; rowsEstimate: number } | { issue: Issue }> {
  let columns: Column[] | undefined
  let rows = 0
  for await (const events of readRows(once(sample.head), dialect)) {
    for (const event of events) {
      // A quote left open where the head was cut says nothing; in a whole file the check will name its line.
      if (event.type === 'fileIssue') {
        if (!columns) return { issue: event.issue }
        continue
      }
      columns ??= columnsOf(event)
      if (event.type === 'header' || event.type === 'footer') continue
      rows++
      collect(columns, event.cells)
    }
  }
  const isCut = sample.head.byteLength < sample.sizeBytes
  const rowsEstimate = isCut ? Math.round((rows * sample.sizeBytes) / sample.head.byteLength) : rows
  return { columns: columns ?? [], rowsEstimate }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

function columnsOf(first: Exclude<CsvEvent, { type: 'fileIssue' }>): Column[] {
  const named = first.type === 'header'
  return first.cells.map((cell, position) => ({ header: named ? cell : String(position), position, samples: [] }))
}

/** Different values only: five times the same school says less than five schools. */
function collect(columns: readonly Column[], cells: readonly string[]): void {
  for (const { position, samples } of columns) {
    const value = cells[position]
    if (value === undefined || value.trim() === '' || samples.length >= SAMPLES_MAX || samples.includes(value)) continue
    samples.push(value)
  }
}

function shown(value: string): string {
  return value.length > SAMPLE_LENGTH_MAX ? `${[...value].slice(0, SAMPLE_LENGTH_MAX - 1).join('')}…` : value
}
