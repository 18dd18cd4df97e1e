// What the four files of Microsoft School Data Sync 2 share, the edition before 2.1. In Microsoft's samples roles begin
// with a capital letter. Tenants edit the list, so it is open.
import { id, text, type More } from '../declare-field'
import type { Field, Reference } from '../import-type'

export const family = 'microsoft-sds-2'

export function sourceOf(fileName: string): string {
  return `Microsoft School Data Sync V2, ${fileName} (learn.microsoft.com, sds-v2), as in O365-EDU-Tools, CSV Samples`
}

export function referenceTo(file: string): Reference {
  return { importType: `${family}/${file}`, field: 'sourcedId' }
}

export function sourcedId(synonyms: readonly string[]): Field {
  return id('sourcedId', 'Sourced ID', 'Identificador de origen', {
    required: true,
    synonyms: ['sourceId', 'sis_id', ...synonyms],
  })
}

export function role(more: More = {}): Field {
  return text('role', 'Role', 'Rol', {
    required: true,
    enum: ['Student', 'Teacher', 'Staff', 'Administrator', 'Guardian'],
    enumOpen: true,
    synonyms: ['user_role', 'role_name'],
    ...more,
  })
}
