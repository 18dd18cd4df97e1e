// PowerSchool AutoSend, teachers. A teacher of two schools has a row for each, with another internal ID.
import { email, id, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { besides, emails, firstNames, lastNames, logins, teacherNumbers } from '../sis-headers'
import { chosenColumns, family, internalId, school, source } from './family'

export const teachers: ImportType = {
  name: `${family}/teachers`,
  family,
  title: { en: 'PowerSchool AutoSend teachers', es: 'PowerSchool AutoSend: docentes' },
  description: {
    en: `Teachers, one row for each school. ${chosenColumns.en}`,
    es: `Docentes, una fila por escuela. ${chosenColumns.es}`,
  },
  fileNames: ['teachers.txt', 'teachers.csv'],
  key: ['TeacherNumber', 'SchoolID'],
  fields: [
    id('TeacherNumber', 'Teacher number', 'Número del docente', {
      required: true,
      synonyms: besides(teacherNumbers, 'teacher_number'),
    }),
    text('First_Name', 'First name', 'Nombre', { required: true, synonyms: firstNames }),
    text('Last_Name', 'Last name', 'Apellidos', { required: true, synonyms: lastNames }),
    email('Email_Addr', 'E-mail', 'Correo electrónico', { synonyms: ['email', ...besides(emails, 'email_addr')] }),
    school({ blankInKey: true }),
    text('Status', 'Status', 'Estado'),
    text('StaffStatus', 'Kind of staff', 'Tipo de personal', { synonyms: ['staff_type'] }),
    text('LoginID', 'Login', 'Usuario', { synonyms: ['username', ...besides(logins, 'loginid')] }),
    internalId(),
  ],
  groupField: 'SchoolID',
  subject: ['teacher', 'staff'],
  source,
  examples: [
    {
      TeacherNumber: '88',
      First_Name: 'Tobias',
      Last_Name: 'Okafor',
      Email_Addr: 'tokafor@example.org',
      SchoolID: '100',
      Status: '1',
      StaffStatus: '1',
      LoginID: 'tokafor',
      ID: '501',
    },
    { TeacherNumber: '88', First_Name: 'Tobias', Last_Name: 'Okafor', SchoolID: '104', Status: '1', ID: '502' },
    { TeacherNumber: '91', First_Name: 'Grace', Last_Name: 'Whitfield' },
  ],
}
