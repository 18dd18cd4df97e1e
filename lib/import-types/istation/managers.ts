// Istation managers: staff of a school or of the district.
import { email, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { emails, firstNames, lastNames } from '../sis-headers'
import { campus, family, ownHeaders } from './family'

export const managers: ImportType = {
  name: `${family}/managers`,
  family,
  title: { en: 'Istation managers', es: 'Istation: directivos' },
  description: {
    en: `Staff who manage a campus or the district, one row for each campus. ${ownHeaders.en}`,
    es: `Personal que dirige un plantel o el distrito, una fila por plantel. ${ownHeaders.es}`,
  },
  fileNames: ['managers.csv'],
  key: ['email', 'campus_id'],
  layout: 'unpublished',
  fields: [
    text('fname', 'First name', 'Nombre', {
      required: true,
      maxLength: 15,
      synonyms: ['first_name', ...firstNames.filter((name) => name !== 'fname')],
    }),
    text('lname', 'Last name', 'Apellidos', {
      required: true,
      maxLength: 30,
      synonyms: ['last_name', ...lastNames.filter((name) => name !== 'lname')],
    }),
    email('email', 'E-mail', 'Correo electrónico', { required: true, maxLength: 60, synonyms: emails }),
    campus({ blankInKey: true, note: says('Blank: the whole district.', 'En blanco: todo el distrito.') }),
    text('role', 'Role', 'Función', { synonyms: ['title', 'job_title', 'position'] }),
  ],
  groupField: 'campus_id',
  subject: ['manager', 'staff'],
  source:
    'Istation help, importing managers (istationhelp.helpjuice.com); its columns are not visible, the headers are our own',
  examples: [
    { fname: 'Nadia', lname: 'Brandt', email: 'nbrandt@example.org', campus_id: '012', role: 'Principal' },
    { fname: 'Marcus', lname: 'Webb', email: 'mwebb@example.org', role: 'District coordinator' },
  ],
}
