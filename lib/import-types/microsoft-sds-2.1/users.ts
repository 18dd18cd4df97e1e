// Microsoft School Data Sync 2.1, users.csv.
import { email, password, phone, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { emails, firstNames, lastNames, phones } from '../sis-headers'
import { family, sourcedId, sourceOf } from './family'

const nameNote = says('Required where accounts are created.', 'Obligatorio si se crean cuentas.')

export const users: ImportType = {
  name: `${family}/users`,
  family,
  title: { en: 'Microsoft SDS users', es: 'Microsoft SDS: usuarios' },
  description: {
    en: 'Students, staff and guardians. Their roles stand in roles.csv.',
    es: 'Alumnos, personal y tutores. Sus roles están en roles.csv.',
  },
  fileNames: ['users.csv'],
  key: ['sourcedId'],
  fields: [
    sourcedId(['user_id', 'person_id']),
    text('username', 'User name', 'Nombre de usuario', {
      required: true,
      synonyms: ['user_principal_name', 'upn', 'login', 'login_name'],
      note: says('With its domain: mreyes@example.org.', 'Con su dominio: mreyes@example.org.'),
    }),
    text('givenName', 'First name', 'Nombre', {
      synonyms: firstNames.filter((name) => name !== 'givenName' && name !== 'given_name'),
      note: nameNote,
    }),
    text('familyName', 'Last name', 'Apellidos', {
      synonyms: lastNames.filter((name) => name !== 'familyName' && name !== 'family_name'),
      note: nameNote,
    }),
    password('password'),
    text('activeDirectoryMatchId', 'Directory match', 'Identificador en el directorio', {
      synonyms: ['ad_match_id', 'directory_id'],
    }),
    email('email', 'E-mail', 'Correo electrónico', { synonyms: emails }),
    phone('phone', 'Phone', 'Teléfono', { synonyms: phones }),
    phone('sms', 'Mobile phone', 'Teléfono celular', {
      synonyms: ['mobile', 'cell_phone', 'mobile_phone'],
      note: says('Microsoft asks for the form +15550100117 (E.164).', 'Microsoft pide la forma +15550100117 (E.164).'),
    }),
  ],
  subject: ['user', 'person', 'student', 'teacher', 'staff'],
  source: sourceOf('users.csv'),
  examples: [
    {
      sourcedId: 'student-00417',
      username: 'mreyes@example.org',
      givenName: 'Maya',
      familyName: 'Reyes',
      email: 'mreyes@example.org',
      sms: '+15550100117',
    },
    { sourcedId: 'teacher-88', username: 'tokafor@example.org', givenName: 'Tobias', familyName: 'Okafor' },
    { sourcedId: 'guardian-0091', username: 'lreyes@example.org', phone: '555-010-0191' },
  ],
}
