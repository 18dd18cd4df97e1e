// Clever, teachers.csv. A teacher of several schools has a row for each, with the same Teacher_id.
import { email, id, password, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { besides, emails, teacherNumbers } from '../sis-headers'
import { family, firstName, lastName, middleName, school, sourceOf } from './family'

export const teachers: ImportType = {
  name: `${family}/teachers`,
  family,
  title: { en: 'Clever teachers', es: 'Clever: docentes' },
  description: { en: 'The teachers, one row for each school.', es: 'Los docentes, una fila por escuela.' },
  fileNames: ['teachers.csv'],
  key: ['Teacher_id', 'School_id'],
  fields: [
    school(),
    id('Teacher_id', 'Teacher ID', 'Identificador del docente', {
      required: true,
      synonyms: besides(teacherNumbers, 'teacher_number', 'teacher_no'),
      note: says('The same on each row of a teacher of several schools.', 'El mismo en cada fila de un docente.'),
    }),
    id('Teacher_number', 'Teacher number', 'Número del docente', { synonyms: ['teacher_no'] }),
    id('State_teacher_id', 'State teacher number', 'Número estatal del docente', { synonyms: ['state_id'] }),
    lastName({ required: true }),
    middleName(),
    firstName({ required: true }),
    email('Teacher_email', 'E-mail', 'Correo electrónico', { synonyms: ['email', ...emails] }),
    text('Title', 'Title', 'Título', { synonyms: ['job_title'] }),
    text('Username', 'User name', 'Nombre de usuario', { synonyms: ['login', 'login_id', 'user_login'] }),
    password('Password'),
  ],
  groupField: 'School_id',
  subject: ['teacher', 'staff'],
  source: sourceOf('teachers.csv'),
  examples: [
    {
      School_id: '012',
      Teacher_id: '88',
      Teacher_number: '88',
      Last_name: 'Okafor',
      First_name: 'Tobias',
      Teacher_email: 'tokafor@example.org',
      Title: 'Teacher',
      Username: 'tokafor',
    },
    { School_id: '104', Teacher_id: '88', Last_name: 'Okafor', First_name: 'Tobias' },
    { School_id: '104', Teacher_id: '91', Last_name: 'Whitfield', Middle_name: 'R.', First_name: 'Grace' },
  ],
}
