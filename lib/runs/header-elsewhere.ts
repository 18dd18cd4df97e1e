// A file that could not be read, or would be read wrongly, because its header stands on another line than the template
// says. Said in one sentence that names the line, instead of a column missing here and another there.
import { readRows } from '@/lib/csv/read-rows'
import { issueOf, type Issue } from '@/lib/issues/issue'
import { lineOfHeader, namesItsColumns, type PlacedRow } from '@/lib/mapping/header-place'
import { isKnownHeader } from '@/lib/mapping/known-header'
import type { RunFile } from './run-file'

/** A header further down than this is not looked for. */
const LINES_MAX = 100

/** What a header that is somewhere else may be taken for. */
const tellingCodes = [
  'header-missing',
  'header-column-missing',
  'header-column-moved',
  'header-duplicate',
  'file-delimiter',
]

type HeadedFile = Pick<RunFile, 'mapping' | 'type' | 'open'>

/**
 * Looks for the header of a file that was refused.
 * @param refused what was wrong with it.
 * @returns an issue that names its line, or says that there is none; undefined if that is not what is wrong.
 */
export async function headerElsewhere(file: HeadedFile, refused: Issue): Promise<Issue | undefined> {
  const { columns, dialect } = file.mapping
  if (dialect.headerLine === 0 || !tellingCodes.includes(refused.code)) return undefined
  const rows = await firstRows(file, LINES_MAX)
  const line = lineOfHeader(rows, columns)
  const isElsewhere = line !== undefined && line !== dialect.headerLine
  if (isElsewhere) return issueOf('header-elsewhere', { line, params: { expected: dialect.headerLine } })
  if (refused.code !== 'header-duplicate') return undefined
  // What stands twice in it may be a value of a row, and is not said.
  const cells = rows.find((row) => row.line === dialect.headerLine)?.cells ?? []
  return isKnownHeader(columns, cells, file.type) ? undefined : issueOf('header-missing', { line: dialect.headerLine })
}

/** @returns an issue if a file that should have no header begins with one. */
export async function headerUnexpected(file: HeadedFile): Promise<Issue | undefined> {
  const { columns, dialect } = file.mapping
  if (dialect.headerLine !== 0) return undefined
  const [first] = await firstRows(file, 1)
  const isHeader = first && namesItsColumns(first.cells, columns, file.type)
  return isHeader ? issueOf('header-unexpected', { line: first.line }) : undefined
}

/** The rows a file begins with, the header among them. */
export async function firstRows({ mapping, open }: HeadedFile, rowsMax: number): Promise<PlacedRow[]> {
  const rows: PlacedRow[] = []
  for await (const batch of readRows(await open(), { ...mapping.dialect, headerLine: 0 })) {
    for (const event of batch) if (event.type === 'row' || event.type === 'badRow') rows.push(event)
    if (rows.length >= rowsMax) break
  }
  return rows.slice(0, rowsMax)
}
