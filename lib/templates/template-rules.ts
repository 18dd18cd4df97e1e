// What a mapping is held against before it becomes a template's. Who calls brings the rules of the account: its import
// types, its own ones among them (lib/import-jobs/template-rules.ts).
import type { ImportType } from '@/lib/import-types/import-type'
import type { FileMapping } from '@/lib/mapping/file-mapping'

/** Words: importJobs.mapping.<code>. */
export type RuleProblem = {
  readonly code: string
  readonly field: string
  /** Index in columns, where one column is to blame. */
  readonly columnIndex?: number
}

export type TemplateRules = {
  readonly typeNamed: (name: string) => ImportType | undefined
  /** What keeps the mapping of one file from being used; its import type is known. */
  readonly problemsOf: (file: FileMapping, importType: string) => readonly RuleProblem[]
}

export type MappingRefusal = RuleProblem & { readonly file: string; readonly fileIndex: number }

/** What keeps the files of a template from being used; a type that is not known any more is one of them. */
export function mappingRefusals(
  files: readonly FileMapping[],
  importType: string,
  rules: TemplateRules,
): MappingRefusal[] {
  return files.flatMap((file, fileIndex) => {
    const problems = rules.typeNamed(file.importType)
      ? rules.problemsOf(file, importType)
      : [{ code: 'type-gone', field: file.importType }]
    return problems.map((problem) => ({ ...problem, file: file.name, fileIndex }))
  })
}
