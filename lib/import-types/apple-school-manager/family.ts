// What the files of Apple School Manager share: six in one flat ZIP, all six every time. Which columns are required is
// from Apple's help as far as it names them; the other columns are known from the trade.
import { email, id, text, type More } from '../declare-field'
import type { Field, Reference } from '../import-type'
import { emails, firstNames, lastNames, logins, middleNames, schoolNumbers } from '../sis-headers'

export const family = 'apple-school-manager'

export function sourceOf(fileName: string): string {
  return `Apple School Manager help, SFTP upload, ${fileName}; columns the help does not name are from the trade`
}

export function referenceTo(file: string, field: string): Reference {
  return { importType: `${family}/${file}`, field }
}

export function location(more: More = {}): Field {
  return id('location_id', 'Location', 'Plantel', {
    required: true,
    reference: referenceTo('locations', 'location_id'),
    synonyms: ['school_id', ...schoolNumbers],
    ...more,
  })
}

/** A person, of whom the id must be unique over all locations. */
export function personFields(numbers: readonly string[]): readonly Field[] {
  return [
    id('person_id', 'Person ID', 'Identificador de la persona', {
      required: true,
      synonyms: ['sis_id', 'sourcedId'],
      note: {
        en: 'Unique over all locations, and the same every night.',
        es: 'Único en todos los planteles y el mismo todas las noches.',
      },
    }),
    text('person_number', 'Number', 'Número', { synonyms: numbers }),
    text('first_name', 'First name', 'Nombre', { required: true, synonyms: firstNames }),
    text('middle_name', 'Middle name', 'Segundo nombre', { synonyms: middleNames }),
    text('last_name', 'Last name', 'Apellidos', { required: true, synonyms: lastNames }),
  ]
}

export const accountFields: readonly Field[] = [
  email('email_address', 'E-mail', 'Correo electrónico', {
    synonyms: ['email', ...emails.filter((name) => name !== 'email_address')],
  }),
  text('sis_username', 'User name', 'Nombre de usuario', { synonyms: ['username', ...logins] }),
]
