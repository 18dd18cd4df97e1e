// One field of the quick way (plain-row.ts), compiled: where its cell stands, how a certain one is written, and what is
// done with any other.
import type { Field } from '@/lib/import-types/import-type'
import type { Issue } from '@/lib/issues/issue'
import type { FieldSource } from '@/lib/mapping/compile-mapping'
import { tokenFinder } from '@/lib/validation/certain/bytes'
import { certainCell, type Certain, type Form, type QuickText } from '@/lib/validation/certain/certain-cell'
import type { Cell } from '@/lib/validation/cell'
import { certainValue } from '@/lib/validation/certain/certain-value'
import { compileField, type FieldCheck } from '@/lib/validation/compile-field'
import type { RosterValue, ValidatorSettings } from '@/lib/validation/compile-validator'
import type { SqlType } from '@/lib/validation/kinds'
import { cellEncoder, type CellEncoder } from './copy-binary'
import { encodedCell, NOT_CERTAIN, plainCell, type PlainCell } from './plain-cell'
import type { RosterTable } from './table-names'

export type PlainField = {
  /** In the type. */
  readonly index: number
  /** Of the cell; -1 if no column fills the field. */
  readonly position: number
  /** What an empty cell says, or in every row what no cell says. */
  readonly blankText: Cell
  /** That, checked; undefined if there is something to say about it. */
  readonly blank: { readonly cell: Buffer; readonly value: RosterValue | null } | undefined
  /** Certain texts of which nothing but their bytes has to be seen; of no bytes for other fields. */
  readonly quick: QuickText
  readonly writeCertain: PlainCell
  /** Of a certain cell. */
  readonly valueOf: (bytes: Buffer, start: number, end: number) => RosterValue | null
  readonly change: FieldSource['change']
  /** Where several columns fill the field, which is never certain then. */
  readonly several: FieldSource['several']
  readonly check: FieldCheck
  /** Nothing for a field that is not kept. */
  readonly put: CellEncoder | undefined
  readonly isKey: boolean
  /** A rule about the whole row asks for its value. */
  readonly isRuled: boolean
  /** The value by which the row says that its record has gone. */
  readonly gone: string | undefined
}

type Place = { readonly index: number; readonly width: number; readonly isRuled: boolean }

export function compilePlainField(
  table: RosterTable,
  field: Field,
  source: FieldSource,
  settings: ValidatorSettings,
  { index, width, isRuled }: Place,
): PlainField {
  const column = table.columns.find((candidate) => candidate.index === index)
  const { position, change, constant, several } = source
  const check = compileField(field, table.type, settings)
  const gone = goneValue(table, field, settings)
  const certain = certainOf(table, field, source, settings)
  const blankText = position === undefined ? constant : change ? change('') : null
  return {
    ...{ index, change, several, check, gone, isRuled, blankText },
    position: position !== undefined && position < width ? position : -1,
    blank: several ? undefined : checkedBlank(check, blankText, gone, column?.sqlType),
    quick: quickOf(certain, column?.sqlType),
    writeCertain: certain ? plainCell(certain, column?.sqlType) : () => NOT_CERTAIN,
    valueOf: (bytes, start, end) => (certain ? (certainValue(certain, bytes, start, end) ?? null) : null),
    put: column && cellEncoder(column.sqlType),
    isKey: column !== undefined && table.key.includes(column),
  }
}

const notQuick: QuickText = { class: new Uint8Array(256), bytesMax: -1 }

function quickOf(certain: Certain | undefined, sqlType: SqlType | undefined): QuickText {
  const isAlone = certain?.values.length === 0 && sqlType === 'text'
  return isAlone && certain.form?.is === 'text' ? (certain.form.quick ?? notQuick) : notQuick
}

/** In partial files. */
function goneValue({ type }: RosterTable, field: Field, { partial }: ValidatorSettings): string | undefined {
  return partial && field.name === type.departure?.field ? type.departure.value : undefined
}

/** What is certain behind the column's transforms; nothing if they may change any text. */
function certainOf(
  table: RosterTable,
  field: Field,
  { change, changed }: FieldSource,
  settings: ValidatorSettings,
): Certain | undefined {
  if (!changed) return undefined
  const certain = certainCell(field, table.type, settings, change && { change, texts: changed })
  const gone = goneValue(table, field, settings)
  if (gone === undefined) return certain
  const values = certain.values.map((value) => (value === gone ? undefined : value))
  return { ...certain, values, form: certain.form && formWithout(gone, certain.form) }
}

function formWithout(gone: string, form: Form): Form | undefined {
  if (form.is !== 'text') return undefined
  const find = tokenFinder([gone])
  return { is: 'text', test: (bytes, start, end) => find(bytes, start, end) < 0 && form.test(bytes, start, end) }
}

function checkedBlank(
  check: FieldCheck,
  text: Cell,
  gone: string | undefined,
  sqlType: SqlType | undefined,
): PlainField['blank'] {
  const issues: Issue[] = []
  const value = check(text, 0, issues)
  const isPlain = issues.length === 0 && (gone === undefined || value !== gone)
  return isPlain ? { cell: encodedCell(value, sqlType), value } : undefined
}
