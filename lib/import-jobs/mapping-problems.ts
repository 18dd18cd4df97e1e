// What keeps a column mapping from being used, whatever stands in the rows. Words: importJobs.mapping.<code>.
import type { Catalogue } from '@/lib/import-types/catalogue'
import { mustBeFilled, type ImportType } from '@/lib/import-types/import-type'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import { isManifest } from '@/lib/mapping/bundle/manifest'

export type MappingProblem = {
  readonly code: 'field-required' | 'field-twice' | 'field-unknown' | 'field-also-constant' | 'constant-unknown'
  readonly field: string
  /** Index in columns, where one column is to blame. */
  readonly columnIndex?: number
}

/** A problem of one of the files of a mapping. */
export type FileProblem = MappingProblem & {
  /** Its name. */
  readonly file: string
  /** Its place among the files. */
  readonly fileIndex: number
}

/** The part of a mapping that says which field is filled by what. */
export type FieldChoices = {
  readonly columns: readonly {
    readonly field: string | null
    readonly alsoFills?: readonly { readonly field: string }[] | undefined
  }[]
  readonly constants: Readonly<Record<string, string>>
  /** Of fields that several columns fill together. */
  readonly combined?: Readonly<Record<string, unknown>> | undefined
}

type NamedFile = FieldChoices & { readonly name: string; readonly importType: string }

/** The job, as far as it says how its files are read. */
export type JobKind = { readonly importType: string; readonly catalogue: Catalogue }

/** The problems of all files of a job's mapping. */
export function problemsOfFiles(files: readonly NamedFile[], job: JobKind): FileProblem[] {
  return files.flatMap((file, fileIndex) =>
    problemsOfFile(file, job).map((problem) => ({ ...problem, file: file.name, fileIndex })),
  )
}

/** The problems of one file of a job. The manifest of a bundle is read as what it is, however it is mapped. */
export function problemsOfFile(file: Omit<NamedFile, 'name'>, job: JobKind): MappingProblem[] {
  const type = job.catalogue.named(file.importType)
  if (!type) throw new Error(`there is no import type ${file.importType}`)
  return job.importType === BUNDLE && isManifest(type) ? [] : mappingProblems(file, type)
}

/** The problems of one file's mapping; none if it can be checked and saved. */
export function mappingProblems(mapping: FieldChoices, type: ImportType): MappingProblem[] {
  const known = new Set(type.fields.map((field) => field.name))
  const constants = Object.keys(mapping.constants)
  const seen = new Set<string>()
  const problems: MappingProblem[] = []
  const combined = new Set(Object.keys(mapping.combined ?? {}))
  mapping.columns.forEach(({ field: own, alsoFills = [] }, columnIndex) => {
    const fields = own === null ? [] : [own, ...alsoFills.map(({ field }) => field)]
    fields.forEach((field, index) => {
      const isTwice = fields.indexOf(field) < index || (seen.has(field) && !combined.has(field))
      if (!known.has(field)) problems.push({ code: 'field-unknown', field, columnIndex })
      else if (isTwice) problems.push({ code: 'field-twice', field, columnIndex })
      else if (constants.includes(field)) problems.push({ code: 'field-also-constant', field, columnIndex })
    })
    for (const field of fields) seen.add(field)
  })
  for (const field of constants) {
    if (!known.has(field)) problems.push({ code: 'constant-unknown', field })
    seen.add(field)
  }
  const needed = type.fields.filter((field) => mustBeFilled(type, field))
  for (const { name } of needed) if (!seen.has(name)) problems.push({ code: 'field-required', field: name })
  return problems
}
