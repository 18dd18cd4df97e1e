// Microsoft School Data Sync V1, Student.csv.
import { birthDate, text, year } from '../declare-field'
import type { ImportType } from '../import-type'
import { besides, birthDates, gradeLevels, studentNumbers } from '../sis-headers'
import { family, personFields, school, sisId, sourceOf } from './family'

export const student: ImportType = {
  name: `${family}/student`,
  family,
  title: { en: 'Microsoft SDS V1 students', es: 'Microsoft SDS V1: alumnos' },
  description: { en: 'Students with their school and account.', es: 'Alumnos con su escuela y su cuenta.' },
  fileNames: ['Student.csv'],
  key: ['SIS ID'],
  fields: [
    sisId('SIS ID', 'Clave en el sistema escolar', ['student_id', 'person_id', 'ID']),
    school,
    ...personFields,
    text('Student Number', 'Student number', 'Matrícula', { synonyms: besides(studentNumbers, 'Student Number') }),
    text('Grade', 'Grade', 'Grado', { synonyms: gradeLevels }),
    birthDate('Birthdate', { synonyms: besides(birthDates, 'Birthdate') }),
    year('Graduation Year', 'Graduation year', 'Año de egreso', { synonyms: ['grad_year', 'class_of'] }),
  ],
  groupField: 'School SIS ID',
  subject: ['student', 'pupil'],
  source: sourceOf('Student.csv'),
  examples: [
    {
      'SIS ID': 'student-00417',
      'School SIS ID': '012',
      Username: 'mreyes',
      'First Name': 'Maya',
      'Last Name': 'Reyes',
      'Student Number': '00417',
      Grade: '5',
      Birthdate: '2015-03-09',
    },
    { 'SIS ID': 'student-00418', 'School SIS ID': '104', Username: 'onakamura' },
  ],
}
