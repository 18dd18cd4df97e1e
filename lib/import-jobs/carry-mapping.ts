import type { FileMapping } from '@/lib/mapping/file-mapping'
import type { AnalyzedFile, SampleAnalysis } from './sample-analysis'

/**
 * The mappings made for one sample, for another one. The only file of each may have another name; the members of a bundle
 * are known by theirs, and one that is new is not imported until a person says so.
 * @returns null if nothing of them is left.
 */
export function allCarriedOver(before: readonly FileMapping[] | null, { files }: SampleAnalysis): FileMapping[] | null {
  if (!before) return null
  const [only] = before.length === 1 && files.length === 1 ? before : []
  const kept = files.flatMap((file) => {
    const known = only ?? before.find(({ name }) => name === file.name)
    return carriedOver(known, file) ?? []
  })
  return kept.length > 0 ? kept : null
}

/**
 * A mapping made for one sample, for another one or another reading of it: a column whose header is still there keeps
 * its field and transforms, and so do the constants. New columns are ignored until a person decides.
 * @returns null if not one column of it is left, or it is for another import type: then it begins anew with suggestions.
 */
export function carriedOver(before: FileMapping | undefined, file: AnalyzedFile): FileMapping | null {
  if (!before || before.importType !== file.importType) return null
  const columns = file.columns.map(({ header, position }) => {
    const known = before.columns.find((column) => column.header === header)
    return { field: null, transforms: [], ...known, header, position }
  })
  const filling = columns.filter(({ field }) => field !== null)
  // The same header twice, which some readings make: which of the two was meant is for a person to say.
  if (filling.length === 0 || new Set(filling.map(({ header }) => header)).size < filling.length) return null
  return { ...before, name: file.name, dialect: file.dialect, columns }
}
