// Writes a workbook as an XLSX file: a ZIP of the few parts that Excel, LibreOffice, Numbers and Google Sheets need. The
// same workbook is always the same bytes.
import yazl from 'yazl'
import { fitsInSheet, type ListPlaces } from './checks-xml'
import { columnName, sheetNames } from './places'
import { sheetXml } from './sheet-xml'
import { stylesXml } from './styles-xml'
import type { Sheet, Workbook } from './workbook'
import { escaped, xmlPart } from './xml'

/** Of no meaning: a ZIP has to say some date. */
const WRITTEN_AT = new Date(2000, 0, 1)
/** Of the sheet with the long lists: one that no file is called. */
const LISTS = '_lists'

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const MEDIA = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The bytes of a workbook. */
export async function writeXlsx({ title, sheets }: Workbook): Promise<Buffer> {
  const { places, lists } = longLists(sheets)
  const all = lists ? [...sheets, lists] : sheets
  const parts: [name: string, xml: string][] = [
    ['[Content_Types].xml', contentTypesXml(all.length)],
    ['_rels/.rels', relationshipsXml([partOf('officeDocument', 'xl/workbook.xml'), coreProperties])],
    ['docProps/core.xml', propertiesXml(title)],
    ['xl/workbook.xml', workbookXml(sheets, lists)],
    ['xl/_rels/workbook.xml.rels', relationshipsXml([...all.map(sheetPart), partOf('styles', 'styles.xml')])],
    ['xl/styles.xml', stylesXml()],
    ...all.map((sheet, index): [string, string] => [`xl/${fileOf(index)}`, sheetXml(sheet, places, index === 0)]),
  ]
  const zip = new yazl.ZipFile()
  for (const [name, xml] of parts) {
    zip.addBuffer(Buffer.from(xml), name, { mtime: WRITTEN_AT, forceDosTimestamp: true })
  }
  zip.end()
  const pieces: Buffer[] = []
  for await (const piece of zip.outputStream) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

/** The lists that do not fit into their sheet, one a column of a sheet that nobody sees. */
function longLists(sheets: readonly Sheet[]): { places: ListPlaces; lists: Sheet | undefined } {
  const found = new Set(
    sheets.flatMap(({ columns }) => columns.flatMap(({ check }) => (check?.list ? [check.list] : []))),
  )
  const long = [...found].filter((list) => !fitsInSheet(list))
  const places = new Map(
    long.map((list, index) => {
      const name = columnName(index)
      return [list, `${LISTS}!$${name}$1:$${name}$${list.length}`]
    }),
  )
  if (long.length === 0) return { places, lists: undefined }
  const rows = Array.from({ length: Math.max(...long.map((list) => list.length)) }, (_, row) =>
    long.map((list) => list[row] ?? ''),
  )
  const columns = long.map(() => ({ width: 24, style: 'text' as const }))
  return { places, lists: { name: LISTS, columns, rows, frozenRows: 0 } }
}

const fileOf = (index: number) => `worksheets/sheet${index + 1}.xml`

type Part = { readonly kind: string; readonly target: string }

const partOf = (kind: string, target: string): Part => ({ kind: `${OFFICE}/${kind}`, target })
const sheetPart = (_: Sheet, index: number) => partOf('worksheet', fileOf(index))
const coreProperties: Part = {
  kind: `${PACKAGE}/relationships/metadata/core-properties`,
  target: 'docProps/core.xml',
}

function relationshipsXml(parts: readonly Part[]): string {
  const each = parts.map(
    ({ kind, target }, index) => `<Relationship Id="rId${index + 1}" Type="${kind}" Target="${target}"/>`,
  )
  return xmlPart(`<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`)
}

function contentTypesXml(sheets: number): string {
  const override = (name: string, media: string) => `<Override PartName="/${name}" ContentType="${media}"/>`
  const each = Array.from({ length: sheets }, (_, index) => override(`xl/${fileOf(index)}`, `${MEDIA}.worksheet+xml`))
  return xmlPart(
    `<Types xmlns="${PACKAGE}/content-types">` +
      `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/>` +
      override('xl/workbook.xml', `${MEDIA}.sheet.main+xml`) +
      override('xl/styles.xml', `${MEDIA}.styles+xml`) +
      override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') +
      `${each.join('')}</Types>`,
  )
}

function propertiesXml(title: string): string {
  return xmlPart(
    `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
      `<dc:title>${escaped(title)}</dc:title></cp:coreProperties>`,
  )
}

function workbookXml(sheets: readonly Sheet[], lists: Sheet | undefined): string {
  const names = sheetNames(sheets.map(({ name }) => name))
  const entry = (name: string, index: number, hidden = '') =>
    `<sheet name="${escaped(name)}" sheetId="${index + 1}"${hidden} r:id="rId${index + 1}"/>`
  const shown = names.map((name, index) => entry(name, index)).join('')
  const titles = sheets.flatMap(({ frozenRows }, index) => {
    const rows = `'${(names[index] ?? '').replaceAll("'", "''")}'!$1:$${frozenRows}`
    return frozenRows > 0
      ? [`<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escaped(rows)}</definedName>`]
      : []
  })
  return xmlPart(
    `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}">` +
      `<bookViews><workbookView activeTab="0"/></bookViews>` +
      `<sheets>${shown}${lists ? entry(LISTS, sheets.length, ' state="hidden"') : ''}</sheets>` +
      `${titles.length > 0 ? `<definedNames>${titles.join('')}</definedNames>` : ''}</workbook>`,
  )
}
