import type { Catalogue } from '@/lib/import-types/catalogue'
import type { ColumnChange } from '@/lib/mapping/column-change'
import { columnChanges } from '@/lib/mapping/column-changes'
import type { FileMapping } from '@/lib/mapping/file-mapping'
import { followedColumns } from '@/lib/mapping/propose-columns'
import type { AnalyzedFile, SampleAnalysis } from './sample-analysis'

/**
 * The mappings made for one sample, for another one. The only file of each may have another name; the members of a bundle
 * are known by theirs, and one that is new is not imported until a person says so.
 * @returns the mappings, null if nothing of them is left, and the analysis with what has changed in the columns.
 */
export function allCarriedOver(
  before: readonly FileMapping[] | null,
  { files }: SampleAnalysis,
  catalogue: Catalogue,
): { mapping: FileMapping[] | null; analysis: SampleAnalysis } {
  if (!before) return { mapping: null, analysis: { files } }
  const [only] = before.length === 1 && files.length === 1 ? before : []
  const carried = files.map((file) => {
    const known = only ?? before.find(({ name }) => name === file.name)
    return { file, carried: carriedOver(known, file, catalogue) }
  })
  const mapping = carried.flatMap((one) => one.carried?.mapping ?? [])
  return {
    mapping: mapping.length > 0 ? mapping : null,
    analysis: {
      files: carried.map(({ file, carried: found }) => {
        return found && found.changes.length > 0 ? { ...file, columnChanges: [...found.changes] } : file
      }),
    },
  }
}

/**
 * A mapping made for one sample, for another one or another reading of it: a column whose header is still there, or surely
 * stands in for it under another name, keeps its field and transforms, and so do the constants. New columns are ignored
 * until a person decides.
 * @returns null if not one column of it is left, or it is for another import type: then it begins anew with suggestions.
 */
export function carriedOver(
  before: FileMapping | undefined,
  file: AnalyzedFile,
  catalogue: Catalogue,
): { mapping: FileMapping; changes: readonly ColumnChange[] } | null {
  const type = before && before.importType === file.importType ? catalogue.named(before.importType) : undefined
  if (!before || !type) return null
  const header = file.columns.map((column) => column.header)
  const samples = file.columns.map((column) => column.samples)
  // Without a header, a column is its place.
  const isNamed = before.dialect.headerLine > 0 && file.dialect.headerLine > 0
  const changes = isNamed ? columnChanges({ mapping: before, header, type, samples }) : []
  const columns = followedColumns(before, header, changes)
  const filling = columns.filter(({ field }) => field !== null)
  // The same header twice, which some readings make: which of the two was meant is for a person to say.
  if (filling.length === 0 || new Set(filling.map((column) => column.header)).size < filling.length) return null
  return { mapping: { ...before, name: file.name, dialect: file.dialect, columns }, changes }
}
