// PowerSchool vendor guide, users.csv: teachers and students in one file.
import { id, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { firstNames, lastNames, studentNumbers, teacherNumbers } from '../sis-headers'
import { family, source } from './family'

export const users: ImportType = {
  name: `${family}/users`,
  family,
  title: { en: 'PowerSchool users', es: 'PowerSchool: usuarios' },
  description: { en: 'Teachers and students in one file.', es: 'Docentes y alumnos en un archivo.' },
  fileNames: ['users.csv'],
  key: ['district_user_id'],
  fields: [
    id('district_user_id', 'District user ID', 'Número en el distrito', {
      required: true,
      synonyms: ['user_id', 'Student_ID', 'person_id', ...studentNumbers, ...teacherNumbers],
    }),
    text('first_name', 'First name', 'Nombre', { required: true, synonyms: firstNames }),
    text('last_name', 'Last name', 'Apellidos', { required: true, synonyms: lastNames }),
    text('role', 'Role', 'Rol', {
      required: true,
      enum: ['Teacher', 'Student'],
      synonyms: ['user_role', 'user_type', 'person_type'],
    }),
  ],
  subject: ['person', 'student', 'teacher'],
  source,
  examples: [
    { district_user_id: '00417', first_name: 'Maya', last_name: 'Reyes', role: 'Student' },
    { district_user_id: '00418', first_name: 'Owen', last_name: 'Nakamura', role: 'Student' },
    { district_user_id: 'T88', first_name: 'Tobias', last_name: 'Okafor', role: 'Teacher' },
  ],
}
