// Naviance, student data. The page was seen in part: these are the fields known, not all there are.
import { birthDate, email, id, says, text, year } from '../declare-field'
import type { ImportType } from '../import-type'
import { besides, birthDates, emails, firstNames, lastNames, schoolNumbers, studentNumbers } from '../sis-headers'
import { family } from './family'

export const students: ImportType = {
  name: `${family}/students`,
  family,
  title: { en: 'Naviance students', es: 'Naviance: alumnos' },
  description: {
    en: 'The students with the year they finish school. The published page was seen in part; more columns may exist.',
    es: 'Los alumnos con el año en que terminan. La página publicada se vio en parte; puede haber más columnas.',
  },
  fileNames: ['students.csv', 'students.txt'],
  key: ['Student ID'],
  fields: [
    id('Student ID', 'Student ID', 'Matrícula', { required: true, synonyms: studentNumbers }),
    year('Class Year', 'Class year', 'Generación', {
      required: true,
      synonyms: ['graduation_year', 'grad_year', 'class_of', 'grad_yr', 'cohort_year'],
      note: says(
        'The four digits of the year in which the student finishes school.',
        'Los cuatro dígitos del año en que el alumno termina la preparatoria.',
      ),
    }),
    text('Last Name', 'Last name', 'Apellidos', { required: true, synonyms: lastNames }),
    id('School ID', 'School ID', 'Clave de la escuela', {
      synonyms: schoolNumbers,
      note: says('Required in files for a whole district.', 'Obligatoria en archivos de todo un distrito.'),
    }),
    text('Enrollment Status', 'Enrollment status', 'Situación de inscripción', { synonyms: ['enroll_status'] }),
    text('First Name', 'First name', 'Nombre', {
      synonyms: firstNames,
      note: says('Recommended.', 'Recomendado.'),
    }),
    birthDate('Date of Birth', { synonyms: besides(birthDates, 'Date of Birth') }),
    email('Student Email', 'Student e-mail', 'Correo electrónico del alumno', { synonyms: ['email', ...emails] }),
  ],
  groupField: 'School ID',
  subject: ['student', 'pupil'],
  source: 'Naviance, Student Data Import Fields (ps.powerschool-docs.com/naviance), seen in part',
  examples: [
    {
      'Student ID': '00417',
      'Class Year': '2029',
      'Last Name': 'Reyes',
      'School ID': '120',
      'Enrollment Status': 'Active',
      'First Name': 'Maya',
      'Date of Birth': '2011-03-09',
      'Student Email': 'mreyes@example.org',
    },
    { 'Student ID': '00418', 'Class Year': '2028', 'Last Name': 'Nakamura', 'First Name': 'Owen' },
  ],
}
