// Microsoft School Data Sync 2, users.csv.
import { list, password, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { firstNames, gradeLevels, lastNames } from '../sis-headers'
import { family, referenceTo, role, sourcedId, sourceOf } from './family'

export const users: ImportType = {
  name: `${family}/users`,
  family,
  title: { en: 'Microsoft SDS V2 users', es: 'Microsoft SDS V2: usuarios' },
  description: {
    en: 'Students and staff with their schools and role.',
    es: 'Alumnos y personal con sus escuelas y su rol.',
  },
  fileNames: ['users.csv'],
  key: ['sourcedId'],
  fields: [
    sourcedId(['user_id', 'person_id']),
    list('orgSourcedIds', 'Organizations', 'Organizaciones', {
      required: true,
      reference: referenceTo('orgs'),
      synonyms: ['orgSourcedId', 'org_id', 'school_id'],
    }),
    text('givenName', 'First name', 'Nombre', { synonyms: firstNames.filter((name) => !/^given/.test(name)) }),
    text('familyName', 'Last name', 'Apellidos', { synonyms: lastNames.filter((name) => !/^family/.test(name)) }),
    text('username', 'User name', 'Nombre de usuario', {
      required: true,
      synonyms: ['user_principal_name', 'upn', 'login'],
    }),
    password('password'),
    role(),
    text('grade', 'Grade', 'Grado', { synonyms: ['grades', ...gradeLevels] }),
  ],
  groupField: 'orgSourcedIds',
  subject: ['user', 'person', 'student', 'teacher'],
  source: sourceOf('users.csv'),
  examples: [
    {
      sourcedId: 'student-00417',
      orgSourcedIds: 'school-012',
      givenName: 'Maya',
      familyName: 'Reyes',
      username: 'mreyes',
      role: 'Student',
      grade: '05',
    },
    { sourcedId: 'teacher-88', orgSourcedIds: 'school-012,district', username: 'tokafor', role: 'Teacher' },
  ],
}
