// What is done with the rows of one file, compiled once its header is known: which cells fill which fields, how they are
// checked, and which of them decide whether a row is as it was last time.
import { hash } from 'node:crypto'
import type { NamingCell, WatchedColumns } from '@/lib/delta/watched-columns'
import type { Field } from '@/lib/import-types/import-type'
import type { Issue } from '@/lib/issues/issue'
import { compileMapping, positionsOf, type CompiledMapping } from '@/lib/mapping/compile-mapping'
import { now } from '@/lib/platform/clock'
import type { FieldColumn, RosterTable } from '@/lib/roster/table-names'
import { LIST_SEPARATOR } from '@/lib/validation/kinds/list'
import { compileValidator, type Validator, type ValidatorSettings } from '@/lib/validation/compile-validator'
import type { ClaimedRun } from './claim-run'
import type { RunFile } from './run-file'

/** Raise it when kinds or rules read or judge cells in another way: then every row is looked at once. */
const READING_VERSION = 2

export type RowReading = {
  readonly mapping: CompiledMapping
  readonly validator: Validator
  readonly settings: ValidatorSettings
  /** The columns of the roster that the file fills. */
  readonly filled: readonly FieldColumn[]
  readonly watched: WatchedColumns
  /** Of the columns that name others and whose lost values are known: those of which lib/delta can tell what they name. */
  readonly naming: readonly NamingColumn[]
  /** What the header would be as the key of a row. */
  readonly headerKey: readonly string[] | undefined
}

export type NamingColumn = NamingCell & {
  readonly field: string
  /** Of the field in the type. */
  readonly index: number
}

/**
 * Compiles the reading of a file.
 * @param header of the file; null if it has none.
 * @param lost fields that may name a record which is not there any more.
 * @returns the reading, or why no row of the file can be read; in both cases with what there is to say of the header.
 */
export function compileReading(
  run: ClaimedRun,
  file: RunFile,
  table: RosterTable,
  header: readonly string[] | null,
  lost: ReadonlySet<string>,
): { issues: readonly Issue[]; reading?: RowReading } {
  const { columnMatching, tolerance } = run.settings
  const mapping = compileMapping(file.mapping, header, file.type, { columnMatching, tolerance })
  if (!mapping.ok) return { issues: mapping.issues }
  const settings = validatorSettings(run, file, mapping)
  const filled = filledColumns(file, table, mapping)
  const naming = namingColumns(filled, mapping, lost)
  const watched = { ...watchedColumns(table, file, settings, mapping), names: naming }
  const validator = compileValidator(file.type, settings)
  const headerKey = header ? validator.keyOf(validator.check(mapping.apply(header), 0).values) : null
  return {
    issues: mapping.warnings,
    reading: { mapping, validator, settings, filled, watched, naming, headerKey: headerKey ?? undefined },
  }
}

/** Of everything that decides what a row's cells say; hexadecimal. */
export function readingFingerprint({ settings }: ClaimedRun, { type, mapping, mode }: RunFile): string {
  const { columnMatching, tolerance, dateFormats } = settings
  return hash('sha256', JSON.stringify([READING_VERSION, type, mapping, mode, columnMatching, tolerance, dateFormats]))
}

function validatorSettings({ settings, timeZone }: ClaimedRun, { mode }: RunFile, mapping: CompiledMapping) {
  const { columnOf, dateFormatsOf } = mapping
  const { dateFormats, tolerance } = settings
  // Sweden writes dates as ISO 8601 does.
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now())
  return { dateFormats, tolerance, partial: mode === 'partial', today, columnOf, dateFormatsOf }
}

/** A full file says nothing in the fields that are for partial ones, so it does not empty them either. */
function filledColumns({ mapping, mode }: RunFile, table: RosterTable, { columnOf }: CompiledMapping) {
  return table.columns.filter(({ field }) => {
    const isFilled = columnOf(field.name) !== undefined || Object.hasOwn(mapping.constants, field.name)
    return isFilled && (mode === 'partial' || !field.partialOnly)
  })
}

/**
 * Every cell that may change what becomes of the row, also where it is checked and not kept. Columns that fill nothing,
 * or a field that is not read in a full file, such as the moment of the export, may change every night.
 */
function watchedColumns(
  { key, type }: RosterTable,
  { mode }: RunFile,
  { tolerance }: ValidatorSettings,
  { sources }: CompiledMapping,
): WatchedColumns {
  const isRead = ({ name, partialOnly }: Field) =>
    mode === 'partial' || tolerance === 'strict' || !partialOnly || name === type.departure?.field
  const content = new Set(
    type.fields.flatMap((field, index) => (isRead(field) && sources[index] ? positionsOf(sources[index]) : [])),
  )
  const plain = key.map(({ field, index }) => {
    const source = sources[index]
    return isPlain(field) && !source?.change ? source?.position : undefined
  })
  return { content: [...content], key: plain.every((position) => position !== undefined) ? plain : undefined }
}

/** The columns whose cells, but for blanks, are what they name. */
function namingColumns(
  filled: readonly FieldColumn[],
  { sources }: CompiledMapping,
  lost: ReadonlySet<string>,
): NamingColumn[] {
  return filled.flatMap(({ field, index }) => {
    const { position, change } = sources[index] ?? {}
    const isList = field.kind === 'list' && !field.enum && !field.discarded
    if (!lost.has(field.name) || position === undefined || change || !(isPlain(field) || isList)) return []
    return [{ field: field.name, index, position, ...(isList && { separator: LIST_SEPARATOR }) }]
  })
}

/** Whether a cell of printable characters is the field's value as it stands. */
function isPlain({ kind, enum: tokens, discarded }: Field): boolean {
  return (kind === 'id' || kind === 'text') && !tokens && !discarded
}
