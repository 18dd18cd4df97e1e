// What is offered and said while a cell is filled in: ECMA-376, part 1, 18.3.1.32. A list stands in the sheet itself only
// if it is short; Excel takes 255 characters, and calls a file with more of them damaged.
import { columnName, ROWS_MAX } from './places'
import type { CellCheck, Column } from './workbook'
import { escaped } from './xml'

/** Where a list stands that does not fit: a range of another sheet, as a formula names it. */
export type ListPlaces = ReadonlyMap<readonly string[], string>

const LIST_LENGTH_MAX = 255
const TITLE_LENGTH_MAX = 32
const MESSAGE_LENGTH_MAX = 255

/**
 * Whether a list can be written into the sheet. Values that look like numbers, or like true and false, cannot: they
 * would be read as such there, and a text in a cell is never the same as a number.
 */
export function fitsInSheet(list: readonly string[]): boolean {
  const isPlain = list.every((value) => /^[^",]+$/.test(value) && value.trim() === value && !isReadAsValue(value))
  return isPlain && list.join(',').length <= LIST_LENGTH_MAX
}

function isReadAsValue(text: string): boolean {
  return /^(true|false)$/i.test(text) || !Number.isNaN(Number(text))
}

export function checksXml(columns: readonly Column[], frozenRows: number, places: ListPlaces): string {
  const checks = columns.flatMap(({ check }, index) => {
    const name = columnName(index)
    return check ? [checkXml(check, `${name}${frozenRows + 1}:${name}${ROWS_MAX}`, places)] : []
  })
  return checks.length > 0 ? `<dataValidations count="${checks.length}">${checks.join('')}</dataValidations>` : ''
}

function checkXml({ prompt, list, lengthMax, otherwise }: CellCheck, range: string, places: ListPlaces): string {
  const { kind, formula } = ruleOf(list, lengthMax, places)
  const attributes = [
    kind,
    otherwise?.action === 'warn' ? 'errorStyle="warning"' : '',
    'allowBlank="1"',
    prompt ? `showInputMessage="1" ${said('promptTitle', 'prompt', prompt)}` : '',
    otherwise ? `showErrorMessage="1" ${said('errorTitle', 'error', otherwise)}` : '',
    `sqref="${range}"`,
  ]
  const tag = `<dataValidation ${attributes.filter((attribute) => attribute !== '').join(' ')}`
  return formula === undefined ? `${tag}/>` : `${tag}><formula1>${escaped(formula)}</formula1></dataValidation>`
}

function ruleOf(list: readonly string[] | undefined, lengthMax: number | undefined, places: ListPlaces) {
  if (list) return { kind: 'type="list"', formula: places.get(list) ?? `"${list.join(',')}"` }
  if (lengthMax !== undefined) return { kind: 'type="textLength" operator="lessThanOrEqual"', formula: `${lengthMax}` }
  return { kind: '', formula: undefined }
}

function said(titleName: string, textName: string, { title, text }: { title: string; text: string }): string {
  const cut = (words: string, length: number) => (words.length > length ? `${words.slice(0, length - 1)}…` : words)
  return `${titleName}="${escaped(cut(title, TITLE_LENGTH_MAX))}" ${textName}="${escaped(cut(text, MESSAGE_LENGTH_MAX))}"`
}
