// Whether what a person decided about one file fits the sample's columns and the type's fields.
import { fileMappingSchema, type FileMapping } from '@/lib/mapping/file-mapping'
import { problemsOfFile, type JobKind, type MappingProblem } from './mapping-problems'
import type { AnalyzedFile } from './sample-analysis'
import type { MappingInput } from './save-mapping'

/** Where in the input something does not fit; words: importJobs.mapping.<code>. */
export type MappingMisfit = {
  readonly code:
    | 'files'
    | 'name'
    | 'import-type'
    | 'import-type-twice'
    | 'dialect'
    | 'column-unknown'
    | 'column-twice'
    | MappingProblem['code']
  readonly path: readonly (string | number)[]
  /** The column, field, file or type in question. */
  readonly subject: string
}

/**
 * Fits the mapping of one file to its look.
 * @param index of the file in the input.
 */
export function fitFile(
  file: MappingInput,
  look: AnalyzedFile,
  index: number,
  job: JobKind,
): { mapping: FileMapping; misfits: MappingMisfit[] } {
  const misfits = [...columnMisfits(file, look, index), ...fieldMisfits(file, index, job)]
  return { mapping: placed(file, look), misfits }
}

function columnMisfits(file: MappingInput, look: AnalyzedFile, index: number): MappingMisfit[] {
  const seen = new Set<number>()
  return file.columns.flatMap(({ header, position }, columnIndex): MappingMisfit[] => {
    const path = ['files', index, 'columns', columnIndex]
    const column = look.columns.find((one) => one.header === header && (position ?? one.position) === one.position)
    if (!column) return [{ code: 'column-unknown', path, subject: header }]
    if (seen.has(column.position)) return [{ code: 'column-twice', path, subject: header }]
    seen.add(column.position)
    return []
  })
}

/** The complete mapping: every column of the sample in its place, those not named ignored. */
function placed(file: MappingInput, look: AnalyzedFile): FileMapping {
  const columns = look.columns.map(({ header, position }) => {
    const given = file.columns.find((one) => one.header === header && (one.position ?? position) === position)
    return { field: null, transforms: [], ...given, header, position }
  })
  return fileMappingSchema.parse({ ...file, dialect: look.dialect, columns })
}

/** What contradicts itself can not even be kept; what is only missing can. */
function fieldMisfits(file: MappingInput, index: number, job: JobKind): MappingMisfit[] {
  return problemsOfFile(file, job).flatMap(({ code, field, columnIndex }): MappingMisfit[] => {
    if (code === 'field-required') return []
    const place = columnIndex === undefined ? ['constants', field] : ['columns', columnIndex, 'field']
    return [{ code, path: ['files', index, ...place], subject: field }]
  })
}
