// The CSV template a teacher fills in, derived from the type. How rows become text is lib/csv's.
import type { Field, ImportType } from './import-type'

/** The header of the template: every field's name, in the order the file has them. */
export function templateHeader(type: ImportType): string[] {
  return templateFields(type).map((field) => field.name)
}

/** The made-up rows of the type in the order of templateHeader; a blank cell where an example has no value. */
export function exampleRows(type: ImportType): string[][] {
  return type.examples.map((example) => templateFields(type).map((field) => example[field.name] ?? ''))
}

/** The fields a template has, in the order the file has them. */
export function templateFields(type: ImportType): Field[] {
  return type.fields.filter((field) => !field.former)
}
