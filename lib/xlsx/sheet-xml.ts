// One sheet: ECMA-376, part 1, 18.3. The parts of a sheet have to stand in this order, or Excel calls the file damaged.
import { checksXml, type ListPlaces } from './checks-xml'
import { columnName, ROWS_MAX } from './places'
import { styleNumber, wrapsStyle } from './styles-xml'
import type { Cell, Column, Sheet } from './workbook'
import { escaped, xmlPart } from './xml'

/** In points; a spreadsheet takes no row higher than the last. */
const LINE_HEIGHT = 15
const HEIGHT_MAX = 409

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/**
 * @param places where the lists stand that are too long to be written into the sheet itself.
 * @param isOpen the sheet is in front when the workbook is opened.
 */
export function sheetXml({ columns, rows, frozenRows }: Sheet, places: ListPlaces, isOpen: boolean): string {
  const last = columnName(Math.max(columns.length, 1) - 1)
  return xmlPart(
    `<worksheet xmlns="${NAMESPACE}">` +
      // Wide sheets are printed across, and never cut in the middle of a table.
      `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
      viewXml(frozenRows, isOpen) +
      `<sheetFormatPr defaultRowHeight="15"/>` +
      `<cols>${columns.map(columnXml).join('')}</cols>` +
      `<sheetData>${rows.map((cells, index) => rowXml(cells, index, columns)).join('')}</sheetData>` +
      checksXml(columns, frozenRows, places) +
      `<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>` +
      `<pageSetup orientation="landscape" fitToWidth="1" fitToHeight="0"/>` +
      `<headerFooter><oddFooter>&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>` +
      // 012 is meant to be a text: no green corner says that it might be a number.
      `<ignoredErrors><ignoredError sqref="A1:${last}${ROWS_MAX}" numberStoredAsText="1"/></ignoredErrors>` +
      `</worksheet>`,
  )
}

function viewXml(frozenRows: number, isOpen: boolean): string {
  const selected = isOpen ? ' tabSelected="1"' : ''
  if (frozenRows === 0) return `<sheetViews><sheetView${selected} workbookViewId="0"/></sheetViews>`
  const below = `A${frozenRows + 1}`
  const pane = `<pane ySplit="${frozenRows}" topLeftCell="${below}" activePane="bottomLeft" state="frozen"/>`
  const selection = `<selection pane="bottomLeft" activeCell="${below}" sqref="${below}"/>`
  return `<sheetViews><sheetView${selected} workbookViewId="0">${pane}${selection}</sheetView></sheetViews>`
}

function columnXml({ width, style }: Column, index: number): string {
  const number = index + 1
  return `<col min="${number}" max="${number}" width="${width}" style="${styleNumber(style)}" customWidth="1"/>`
}

function rowXml(cells: readonly Cell[], index: number, columns: readonly Column[]): string {
  const number = index + 1
  const lines = Math.max(1, ...cells.map((cell, column) => linesOf(cell, columns[column]?.width ?? 1)))
  // Not every program makes room for a cell of several lines on its own.
  const height = lines > 1 ? ` ht="${Math.min(HEIGHT_MAX, lines * LINE_HEIGHT)}" customHeight="1"` : ''
  return `<row r="${number}"${height}>${cells.map((cell, column) => cellXml(cell, `${columnName(column)}${number}`)).join('')}</row>`
}

/** How many lines a cell takes at the width of its column, rather too many than too few. */
function linesOf(cell: Cell, width: number): number {
  if (typeof cell === 'string' || !wrapsStyle(cell.style)) return 1
  return cell.text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * 1.1) / width)), 0)
}

function cellXml(cell: Cell, place: string): string {
  const { text, style } = typeof cell === 'string' ? { text: cell, style: 'text' as const } : cell
  const attributes = `r="${place}" s="${styleNumber(style)}"`
  if (text === '') return `<c ${attributes}/>`
  return `<c ${attributes} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}
