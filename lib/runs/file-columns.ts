// How the columns of a run's files differ from those of its template, and the mapping that would read them. Looked at only
// when the header gave cause: the beginning of the file is read once more, for what its values say.
import { z } from 'zod'
import { columnChangeSchema } from '@/lib/mapping/column-change'
import type { EarlierColumns } from '@/lib/mapping/column-changes'
import { fileMappingSchema } from '@/lib/mapping/file-mapping'
import { isKnownHeader } from '@/lib/mapping/known-header'
import { proposeColumns } from '@/lib/mapping/propose-columns'
import type { Tx } from '@/lib/platform/db'
import { fileMappingsSchema } from '@/lib/templates/template'
import type { ClaimedRun } from './claim-run'
import { firstRows } from './header-elsewhere'
import type { RunFile } from './run-file'

/** Rows whose values are looked at, and values kept of one column. */
const ROWS_MAX = 200
const SAMPLES_MAX = 50
/** Changes beyond these are counted, not listed. */
const LISTED_MAX = 200
/** Versions of the template in which a name is looked for. */
const VERSIONS_MAX = 20

export const fileColumnsSchema = z.object({
  /** As the sender calls it: the member of a bundle. */
  name: z.string(),
  importType: z.string(),
  changes: z.array(columnChangeSchema),
  /** How many more there are. */
  more: z.number().int().min(0).default(0),
  /** What would read the file; null where a person has to say which column is which. */
  proposed: fileMappingSchema.nullable().default(null),
})

export type FileColumns = z.output<typeof fileColumnsSchema>

/** The column changes as they are stored with a run. */
export function readColumnChanges(stored: unknown): FileColumns[] {
  return z.array(fileColumnsSchema).parse(stored ?? [])
}

/**
 * @returns undefined if the file has no header, or the columns of its template; 'another-file' if not one of the columns
 * that are imported stands in it, by whatever name. Of such a header nothing is kept: it may be a row of data.
 */
export async function columnsOfFile(
  tx: Tx,
  run: ClaimedRun,
  file: RunFile,
): Promise<FileColumns | 'another-file' | undefined> {
  const { headerLine } = file.mapping.dialect
  if (headerLine === 0) return undefined
  const rows = await firstRows(file, headerLine + ROWS_MAX)
  const header = rows.find(({ line }) => line === headerLine)?.cells
  if (!header) return undefined
  const earlier = await earlierColumns(tx, run, file)
  const known = [...file.mapping.columns, ...earlier.flatMap(({ columns }) => columns)]
  if (!isKnownHeader(known, header, file.type)) return 'another-file'
  const samples = header.map((_, position) => {
    const values = rows.flatMap(({ line, cells }) => (line > headerLine ? (cells[position]?.trim() ?? '') : ''))
    return [...new Set(values.filter((value) => value !== ''))].slice(0, SAMPLES_MAX)
  })
  const { changes, mapping } = proposeColumns(
    { mapping: file.mapping, header, type: file.type, samples, earlier },
    run.settings,
  )
  if (changes.length === 0) return undefined
  return {
    ...{ name: file.name, importType: file.type.name, proposed: mapping ?? null },
    changes: changes.slice(0, LISTED_MAX),
    more: Math.max(0, changes.length - LISTED_MAX),
  }
}

/** What other versions of the run's template called the columns of the file, the newest first. */
async function earlierColumns(tx: Tx, run: ClaimedRun, { mapping }: RunFile): Promise<EarlierColumns[]> {
  const { templateId, templateVersion } = run
  if (templateId === null || templateVersion === null) return []
  const versions = await tx.templateVersion.findMany({
    where: { templateId, version: { lt: templateVersion } },
    orderBy: { version: 'desc' },
    take: VERSIONS_MAX,
    select: { version: true, mapping: true },
  })
  return versions.flatMap(({ version, mapping: stored }) => {
    const files = fileMappingsSchema.parse(stored)
    const known = files.find(({ name }) => name === mapping.name) ?? (run.members.length === 1 ? files[0] : undefined)
    return known?.importType === mapping.importType ? [{ version, columns: known.columns }] : []
  })
}
