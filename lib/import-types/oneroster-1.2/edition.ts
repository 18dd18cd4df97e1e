// What the files of OneRoster 1.2 share. Most are those of 1.1 with a few changes: each file here says only what changed.
import type { Field, ImportType, LocalizedText, Reference } from '../import-type'
import type { More } from '../declare-field'

export const family = 'oneroster-1.2'

/** Vocabularies that may be extended take tokens that begin so (section "Extending vocabularies" of the binding). */
export const extension = { enumPrefix: 'ext:' } as const

/** Who a person is to an organization (roles.csv), and whom a resource is for. */
export const roleTokens = [
  ...['aide', 'counselor', 'districtAdministrator', 'guardian', 'parent', 'principal', 'proctor', 'relative'],
  ...['siteAdministrator', 'student', 'systemAdministrator', 'teacher'],
]

/**
 * A 1.1 file in its 1.2 form: named, titled and sourced as 1.2, its references pointing to 1.2 files.
 * @param changes what else differs; fields as they are in 1.2.
 */
export function revised(type: ImportType, changes: Partial<ImportType> = {}): ImportType {
  const changed = { ...type, ...changes }
  return {
    ...changed,
    name: changed.name.replace(type.family, family),
    family,
    title: retitled(changed.title),
    fields: changed.fields.map(pointed),
    source: sourceOf(type.fileNames[0] ?? ''),
  }
}

/** The fields with more said of one of them. */
export function changed(fields: readonly Field[], name: string, more: More): readonly Field[] {
  return fields.map((field) => (field.name === name ? { ...field, ...more } : field))
}

/** The record of another file of the edition, by its sourcedId. */
export function referenceTo(file: string): Reference {
  return { importType: `${family}/${file}`, field: 'sourcedId' }
}

/** Where the rules of a file come from. */
export function sourceOf(fileName: string): string {
  return `OneRoster CSV Binding 1.2.1, ${fileName} (1EdTech, imsglobal.org/spec/oneroster/v1p2/bind/csv)`
}

function retitled({ en, es }: LocalizedText): LocalizedText {
  return { en: en.replace('1.1', '1.2'), es: es.replace('1.1', '1.2') }
}

function pointed(field: Field): Field {
  if (!field.reference) return field
  const importType = field.reference.importType.replace('oneroster-1.1/', `${family}/`)
  return { ...field, reference: { ...field.reference, importType } }
}
