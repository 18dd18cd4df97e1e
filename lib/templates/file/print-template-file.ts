// Writes a template file: JSON for people. The same template is always the same text, whatever order the database kept
// its keys in, one column a line, and without what goes without saying.
import type { ColumnMapping, Combination, FileMapping, Transform } from '@/lib/mapping/file-mapping'
import type { TemplateFile } from './template-file'

/** An object no longer than this stands on one line. */
const LINE_LENGTH = 110

/** The file as text, with a line break at its end. */
export function printTemplateFile(file: TemplateFile): string {
  const { format, formatVersion, name, fileName, importType, settings, files } = file
  const ordered = { format, formatVersion, name, fileName, importType, settings: sorted(settings) }
  return `${print({ ...ordered, files: files.map(printedFile) }, '')}\n`
}

function printedFile({ name, importType, dialect, columns, constants, combined, mayBeAbsent, ...more }: FileMapping) {
  const { encoding, delimiter, quote, headerLine } = dialect
  return {
    ...{ name, importType, dialect: { encoding, delimiter, quote, headerLine } },
    columns: columns.map(printedColumn),
    ...filled('combined', combined && mapValues(combined, printedCombination)),
    ...filled(
      'constants',
      mapValues(constants, (value) => value),
    ),
    ...(mayBeAbsent === undefined ? {} : { mayBeAbsent }),
    ...sorted(more),
  }
}

function printedColumn({ header, position, field, transforms, order, alsoFills, ...more }: ColumnMapping) {
  return {
    ...{ header, position, field },
    ...steps(transforms),
    ...(order === undefined ? {} : { order }),
    ...(alsoFills === undefined
      ? {}
      : {
          alsoFills: alsoFills.map((fill) => ({
            field: fill.field,
            ...steps(fill.transforms),
            ...(fill.order === undefined ? {} : { order: fill.order }),
          })),
        }),
    ...sorted(more),
  }
}

const printedCombination = ({ separator, transforms }: Combination) => ({ separator, ...steps(transforms) })

const steps = (transforms: readonly Transform[]) =>
  transforms.length > 0 ? { transforms: transforms.map(({ type, ...more }) => ({ type, ...sorted(more) })) } : {}

/** A record whose keys are somebody's words: kept as entries, because an object would put numbers first. */
class Entries {
  constructor(readonly entries: readonly (readonly [string, unknown])[]) {}
}

function mapValues<Value>(record: Readonly<Record<string, Value>>, show: (value: Value) => unknown): Entries {
  const names = Object.keys(record).toSorted()
  return new Entries(names.map((name) => [name, show(record[name] as Value)]))
}

const filled = (name: string, record: Entries | undefined) =>
  record && record.entries.length > 0 ? { [name]: record } : {}

/** The same with its keys, and those within, in alphabetical order. */
function sorted(object: object): Record<string, unknown> {
  const inside = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? mapValues({ ...value }, inside) : value
  return Object.fromEntries(
    Object.entries(object)
      .filter(([, value]) => value !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, inside(value)]),
  )
}

/** What stands in a list of its own, each on a line. */
const listed: ReadonlySet<string> = new Set(['columns', 'files'])

function print(value: unknown, indent: string, name = ''): string {
  const line = listed.has(name) ? null : oneLine(value)
  if (line !== null && indent !== '' && indent.length + line.length <= LINE_LENGTH) return line
  const deeper = `${indent}  `
  const [open, close, parts] = Array.isArray(value)
    ? ['[', ']', value.map((one) => print(one, deeper))]
    : ['{', '}', entriesOf(value).map(([key, one]) => `${JSON.stringify(key)}: ${print(one, deeper, key)}`)]
  return parts.length === 0 ? open + close : `${open}\n${deeper}${parts.join(`,\n${deeper}`)}\n${indent}${close}`
}

/** Null for what holds a list of which each part has a line of its own. */
function oneLine(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) {
    const lines = value.map(oneLine)
    return lines.includes(null) ? null : `[${lines.join(', ')}]`
  }
  const parts = entriesOf(value).map(([key, one]) => {
    const line = listed.has(key) ? null : oneLine(one)
    return line === null ? null : `${JSON.stringify(key)}: ${line}`
  })
  return parts.includes(null) ? null : parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`
}

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  value instanceof Entries ? value.entries : Object.entries(value as object)
