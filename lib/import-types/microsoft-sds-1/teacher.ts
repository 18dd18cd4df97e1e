// Microsoft School Data Sync V1, Teacher.csv.
import { text } from '../declare-field'
import type { ImportType } from '../import-type'
import { besides, teacherNumbers } from '../sis-headers'
import { family, personFields, school, sisId, sourceOf } from './family'

export const teacher: ImportType = {
  name: `${family}/teacher`,
  family,
  title: { en: 'Microsoft SDS V1 teachers', es: 'Microsoft SDS V1: docentes' },
  description: { en: 'Teachers with their school and account.', es: 'Docentes con su escuela y su cuenta.' },
  fileNames: ['Teacher.csv'],
  key: ['SIS ID'],
  fields: [
    sisId('SIS ID', 'Clave en el sistema escolar', ['teacher_id', 'staff_id', 'person_id', 'ID']),
    school,
    ...personFields,
    text('Teacher Number', 'Teacher number', 'Número de empleado', {
      synonyms: besides(teacherNumbers, 'Teacher Number'),
    }),
    text('Title', 'Title', 'Puesto', { synonyms: ['job_title'] }),
  ],
  groupField: 'School SIS ID',
  subject: ['teacher', 'staff'],
  source: sourceOf('Teacher.csv'),
  examples: [
    {
      'SIS ID': 'teacher-88',
      'School SIS ID': '012',
      Username: 'tokafor',
      'First Name': 'Tobias',
      'Last Name': 'Okafor',
      'Teacher Number': '88',
    },
    { 'SIS ID': 'teacher-91', 'School SIS ID': '104', Username: 'isolberg' },
  ],
}
