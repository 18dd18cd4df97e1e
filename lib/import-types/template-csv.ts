// The CSV template a teacher fills in, derived from the type. How rows become text is lib/csv's.
import type { ImportType } from './import-type'

/** The header of the template: every field's name, in the order the file has them. */
export function templateHeader(type: ImportType): string[] {
  return type.fields.map((field) => field.name)
}

/** The made-up rows of the type in the order of templateHeader; a blank cell where an example has no value. */
export function exampleRows(type: ImportType): string[][] {
  return type.examples.map((example) => type.fields.map((field) => example[field.name] ?? ''))
}
