// Canvas, users.csv.
import { email, id, password, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { emails, firstNames, lastNames, logins } from '../sis-headers'
import { departure, family, integrationId, sourceOf, status } from './family'

export const users: ImportType = {
  name: `${family}/users`,
  family,
  title: { en: 'Canvas users', es: 'Canvas: usuarios' },
  description: {
    en: 'Students, teachers and everybody else who signs in.',
    es: 'Alumnos, docentes y todos los demás que inician sesión.',
  },
  fileNames: ['users.csv'],
  key: ['user_id'],
  fields: [
    id('user_id', 'User ID', 'Clave del usuario', {
      required: true,
      synonyms: ['sis_user_id', 'person_id', 'student_id'],
    }),
    integrationId,
    text('login_id', 'Login', 'Usuario', {
      required: true,
      synonyms: ['username', ...logins.filter((name) => name !== 'login_id' && name !== 'loginid')],
    }),
    password('password'),
    text('first_name', 'First name', 'Nombre', { synonyms: firstNames }),
    text('last_name', 'Last name', 'Apellidos', { synonyms: lastNames }),
    text('full_name', 'Full name', 'Nombre completo', { synonyms: ['display_name'] }),
    text('sortable_name', 'Name for sorting', 'Nombre para ordenar', {}),
    text('short_name', 'Short name', 'Nombre corto', { synonyms: ['nickname'] }),
    email('email', 'E-mail', 'Correo electrónico', { synonyms: emails }),
    text('pronouns', 'Pronouns', 'Pronombres', {}),
    status('suspended'),
  ],
  departure,
  subject: ['user', 'person', 'student', 'teacher'],
  source: sourceOf('users.csv'),
  examples: [
    {
      user_id: '00417',
      login_id: 'mreyes',
      first_name: 'Maya',
      last_name: 'Reyes',
      email: 'mreyes@example.org',
      status: 'active',
    },
    { user_id: '88', login_id: 'tokafor', full_name: 'Tobias Okafor', status: 'active' },
    { user_id: '0091', login_id: 'lreyes', full_name: 'Lucía Reyes Ortega', status: 'suspended' },
  ],
}
