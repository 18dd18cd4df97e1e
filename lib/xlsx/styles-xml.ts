// How the cells look: ECMA-376, part 1, 18.8. Number format 49 is "@", text.
import type { CellStyle } from './workbook'
import { xmlPart } from './xml'

const TEXT_FORMAT = 49

/** The green and the ink of Rollcall's own pages. */
const brand = 'FF00584A'
const brandSoft = 'FFDBF3EB'
const white = 'FFFFFFFF'
const ink = 'FF0E2422'

const fonts = [
  `<font><sz val="11"/><color rgb="${ink}"/><name val="Calibri"/><family val="2"/></font>`,
  `<font><b/><sz val="11"/><color rgb="${ink}"/><name val="Calibri"/><family val="2"/></font>`,
  `<font><b/><sz val="11"/><color rgb="${white}"/><name val="Calibri"/><family val="2"/></font>`,
  `<font><b/><sz val="16"/><color rgb="${brand}"/><name val="Calibri"/><family val="2"/></font>`,
  `<font><sz val="11"/><color rgb="${ink}"/><name val="Consolas"/><family val="3"/></font>`,
]

/** The first two are what every workbook has to have. */
const fills = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  filledWith(brandSoft),
  filledWith(brand),
]

const top = '<alignment vertical="top" wrapText="1"/>'
const middle = '<alignment vertical="center"/>'

/** In the order of their numbers; 0 is what a cell has that names none. */
const formats: Readonly<Record<CellStyle, string>> = {
  text: cellFormat({ font: 0, fill: 0 }),
  header: cellFormat({ font: 1, fill: 2, alignment: middle }),
  'required-header': cellFormat({ font: 2, fill: 3, alignment: middle }),
  title: cellFormat({ font: 3, fill: 0 }),
  wrapped: cellFormat({ font: 0, fill: 0, alignment: top }),
  code: cellFormat({ font: 4, fill: 0, alignment: top }),
}

const order = Object.keys(formats) as CellStyle[]

/** The number of a style, as cells and columns name it. */
export function styleNumber(style: CellStyle): number {
  return order.indexOf(style)
}

/** A cell of the style shows a long text in several lines. */
export function wrapsStyle(style: CellStyle): boolean {
  return style === 'wrapped' || style === 'code'
}

export function stylesXml(): string {
  return xmlPart(
    `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
      counted('fonts', fonts) +
      counted('fills', fills) +
      counted('borders', ['<border><left/><right/><top/><bottom/><diagonal/></border>']) +
      counted('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']) +
      counted(
        'cellXfs',
        order.map((style) => formats[style]),
      ) +
      counted('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']) +
      `</styleSheet>`,
  )
}

function counted(tag: string, entries: readonly string[]): string {
  return `<${tag} count="${entries.length}">${entries.join('')}</${tag}>`
}

function filledWith(color: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="${color}"/><bgColor indexed="64"/></patternFill></fill>`
}

function cellFormat({ font, fill, alignment }: { font: number; fill: number; alignment?: string }): string {
  const applied = `applyNumberFormat="1" applyFont="1" applyFill="1"${alignment ? ' applyAlignment="1"' : ''}`
  const xf = `<xf numFmtId="${TEXT_FORMAT}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" ${applied}`
  return alignment ? `${xf}>${alignment}</xf>` : `${xf}/>`
}
