// What the manifest of a OneRoster package says: which files it holds, and of each whether it is the whole truth (bulk) or
// only what changed (delta). The standard writes it tall, one property a row; Naviance's guide asks for one column each.
import { importTypes } from '@/lib/import-types'
import type { ImportType } from '@/lib/import-types/import-type'
import type { Tolerance } from '@/lib/validation/validation-settings'
import { issueOf, shorten, type Issue } from '@/lib/issues/issue'
import { readRows } from '@/lib/csv/read-rows'
import { dialectSchema } from '@/lib/csv/dialect'

export const fileModes = ['absent', 'bulk', 'delta'] as const
export type FileMode = (typeof fileModes)[number]

export type Manifest = {
  /** Of OneRoster; undefined where it does not say one that is known. */
  readonly version: OneRosterVersion | undefined
  /** How each file of its edition is declared, by the file's usual name without ending: users, academicSessions. */
  readonly modes: ReadonlyMap<string, FileMode>
}

const versions = ['1.1', '1.2'] as const
export type OneRosterVersion = (typeof versions)[number]

/** A manifest has two dozen properties. */
const PROPERTIES_MAX = 200
const MANIFEST_VERSION = '1.0'
const isManifestName = /\/manifest$/

/** Whether a type is the manifest of its family: it tells of the other files and is not one of them. */
export function isManifest(type: Pick<ImportType, 'name'>): boolean {
  return isManifestName.test(type.name)
}

/** The name by which a manifest declares the files of a type. */
export function declaredName(type: ImportType): string {
  return nameWithoutEnding(type.fileNames[0] ?? type.name)
}

function nameWithoutEnding(fileName: string): string {
  return fileName.replace(/\.csv$/i, '')
}

/**
 * Reads a manifest.
 * @param expected the edition the template was made for.
 * @returns every issue; an error means that it cannot be gone by.
 */
export async function readManifest(
  source: AsyncIterable<Uint8Array>,
  tolerance: Tolerance,
  expected?: OneRosterVersion,
): Promise<{ manifest: Manifest; issues: Issue[] }> {
  const nothing: Manifest = { version: undefined, modes: new Map() }
  const table = await readTable(source)
  if ('issues' in table) return { manifest: nothing, issues: table.issues }
  const properties = propertiesOf(table, tolerance)
  if (!properties) return { manifest: nothing, issues: [issueOf('file-manifest-layout')] }
  return judge(properties, tolerance, expected)
}

type Table = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }

async function readTable(source: AsyncIterable<Uint8Array>): Promise<Table | { issues: Issue[] }> {
  let header: readonly string[] = []
  const rows: string[][] = []
  const issues: Issue[] = []
  const options = { limits: { rowsMax: PROPERTIES_MAX, columnsMax: PROPERTIES_MAX } }
  for await (const events of readRows(source, dialectSchema.parse({}), options)) {
    for (const event of events) {
      if (event.type === 'header') header = event.cells
      else if (event.type === 'row') rows.push(event.cells)
      else issues.push({ ...event.issue, severity: 'error' })
    }
  }
  return issues.length > 0 ? { issues } : { header, rows }
}

type Property = { readonly name: string; readonly value: string }

/** Undefined: neither tall nor wide. */
function propertiesOf({ header, rows }: Table, tolerance: Tolerance): Property[] | undefined {
  const same = (a: string, b: string) => (tolerance === 'strict' ? a === b : a.trim().toLowerCase() === b.toLowerCase())
  const nameAt = header.findIndex((cell) => same(cell, 'propertyName'))
  const valueAt = header.findIndex((cell) => same(cell, 'value'))
  if (nameAt >= 0 && valueAt >= 0) {
    return rows.map((cells) => ({ name: (cells[nameAt] ?? '').trim(), value: (cells[valueAt] ?? '').trim() }))
  }
  const [row] = rows
  if (!header.some((cell) => same(cell, 'manifest.version')) || rows.length !== 1 || !row) return undefined
  return header.map((cell, position) => ({ name: cell.trim(), value: (row[position] ?? '').trim() }))
}

function judge(properties: readonly Property[], tolerance: Tolerance, expected: OneRosterVersion | undefined) {
  const degree = tolerance === 'strict' ? 'error' : 'warning'
  const issues: Issue[] = []
  const values = new Map<string, string>()
  for (const { name, value } of properties) {
    if (values.has(name) && values.get(name) !== value) {
      issues.push(issueOf('file-manifest-property', { params: { property: shorten(name), problem: 'repeated' } }))
    }
    values.set(name, value)
  }

  const format = values.get('manifest.version')
  if (format !== MANIFEST_VERSION) {
    // A spreadsheet makes 1 of 1.0.
    const params = { property: 'manifest.version', found: shorten(format ?? ''), expected: MANIFEST_VERSION }
    issues.push(issueOf('file-manifest-version', { severity: degree, params }))
  }
  const said = values.get('oneroster.version') ?? ''
  const version = versions.find((known) => said === known || said.startsWith(`${known}.`))
  if (!version || (expected && version !== expected)) {
    const params = { property: 'oneroster.version', found: shorten(said), expected: expected ?? versions.join(', ') }
    issues.push(issueOf('file-manifest-version', { severity: said === '' ? degree : 'error', params }))
  }
  const modes = modesIn(values, version ?? expected, tolerance, issues)
  return { manifest: { version, modes }, issues }
}

function modesIn(
  values: ReadonlyMap<string, string>,
  version: OneRosterVersion | undefined,
  tolerance: Tolerance,
  issues: Issue[],
): Map<string, FileMode> {
  const modes = new Map<string, FileMode>()
  const missing: string[] = []
  for (const names of namesOfFiles(version ?? '1.1')) {
    const property = names.map((name) => `file.${name}`).find((name) => values.has(name))
    const [name = ''] = names
    const said = property === undefined ? undefined : values.get(property)
    const mode = fileModes.find((known) => known === (tolerance === 'strict' ? said : said?.toLowerCase()))
    if (said === undefined) missing.push(`file.${name}`)
    else if (!mode) {
      const params = { property: shorten(property ?? ''), problem: 'value', found: shorten(said) }
      issues.push(issueOf('file-manifest-property', { params }))
    }
    modes.set(name, mode ?? 'absent')
  }
  if (missing.length > 0) {
    const severity = tolerance === 'strict' ? 'error' : 'warning'
    issues.push(issueOf('file-manifest-incomplete', { severity, params: { properties: missing } }))
  }
  return modes
}

/** The files an edition knows, each by its names; the first one is the right one. */
function namesOfFiles(version: OneRosterVersion): string[][] {
  return importTypes
    .filter((type) => type.family === `oneroster-${version}` && !isManifest(type))
    .map(({ fileNames }) => fileNames.map(nameWithoutEnding))
}
