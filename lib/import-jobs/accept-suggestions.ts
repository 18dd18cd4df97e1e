// Mappings made of suggestions alone: what stands until a person decides.
import { fieldOf } from '@/lib/import-types/import-type'
import type { Catalogue } from '@/lib/import-types/catalogue'
import { fileMappingSchema, type FileMapping } from '@/lib/mapping/file-mapping'
import { SURE } from '@/lib/mapping/confidence'
import type { AnalyzedFile, SampleAnalysis, SampleColumn } from './sample-analysis'

/** The mappings that take every suggestion; of a bundle, of every member that was recognised. */
export function acceptAll({ files }: SampleAnalysis): FileMapping[] {
  return files.filter(({ importType }) => importType !== null).map((file) => acceptSuggestions(file))
}

/** The mappings that take what is beyond doubt, and nothing that is sensitive: as the wizard opens a bundle. */
export function acceptSure({ files }: SampleAnalysis, catalogue: Catalogue): FileMapping[] {
  return files.flatMap((file) => {
    const type = file.importType === null ? undefined : catalogue.named(file.importType)
    if (!type) return []
    const isSure: Choice = ({ suggestion }) =>
      suggestion !== null && suggestion.confidence >= SURE && !fieldOf(type, suggestion.field).sensitive
    return [acceptSuggestions(file, isSure)]
  })
}

type Choice = (column: SampleColumn) => boolean

/** The mapping that takes the suggestions of a file and ignores the columns without one. */
export function acceptSuggestions(file: AnalyzedFile, isAccepted: Choice = () => true): FileMapping {
  return fileMappingSchema.parse({
    name: file.name,
    importType: file.importType,
    dialect: file.dialect,
    columns: file.columns.map((column) => ({
      header: column.header,
      position: column.position,
      field: isAccepted(column) ? (column.suggestion?.field ?? null) : null,
    })),
  })
}
