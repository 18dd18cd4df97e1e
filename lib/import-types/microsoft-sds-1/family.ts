// What the files of Microsoft School Data Sync V1 share. Names and required columns are those of Microsoft's samples; the
// other columns are known from the trade. The British edition calls some of them otherwise.
import { id, password, text, type More } from '../declare-field'
import type { Field, Reference } from '../import-type'
import { firstNames, lastNames, middleNames } from '../sis-headers'

export const family = 'microsoft-sds-1'

export function sourceOf(fileName: string): string {
  return `Microsoft School Data Sync V1, ${fileName}, as in O365-EDU-Tools, CSV Samples; optional columns are from the trade`
}

export function referenceTo(file: string): Reference {
  return { importType: `${family}/${file}`, field: 'SIS ID' }
}

export function sisId(en: string, es: string, synonyms: readonly string[], more: More = {}): Field {
  return id('SIS ID', en, es, { required: true, synonyms, ...more })
}

export const school = id('School SIS ID', 'School', 'Escuela', {
  required: true,
  reference: referenceTo('school'),
  synonyms: ['school_id', 'School DfE Number', 'school_number'],
})

export const section = id('Section SIS ID', 'Section', 'Grupo', {
  required: true,
  reference: referenceTo('section'),
  synonyms: ['section_id', 'class_id'],
})

/** What a person has after the school. */
export const personFields: readonly Field[] = [
  text('Username', 'User name', 'Nombre de usuario', { required: true, synonyms: ['user_name', 'login', 'upn'] }),
  text('First Name', 'First name', 'Nombre', { synonyms: firstNames }),
  text('Middle Name', 'Middle name', 'Segundo nombre', { synonyms: middleNames }),
  text('Last Name', 'Last name', 'Apellidos', { synonyms: lastNames }),
  password('Password'),
  text('Secondary Email', 'Second e-mail', 'Segundo correo electrónico', { synonyms: ['email', 'email_address'] }),
  id('State ID', 'State ID', 'Clave estatal', {}),
  text('Status', 'Status', 'Situación', {}),
]
