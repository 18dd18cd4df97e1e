// Apple School Manager, students.csv. Its column password_policy says how a first password is made, and is of no use here.
import { text } from '../declare-field'
import type { ImportType } from '../import-type'
import { gradeLevels, studentNumbers } from '../sis-headers'
import { accountFields, family, location, personFields, sourceOf } from './family'

export const students: ImportType = {
  name: `${family}/students`,
  family,
  title: { en: 'Apple School Manager students', es: 'Apple School Manager: alumnos' },
  description: { en: 'Students with their location and account.', es: 'Alumnos con su plantel y su cuenta.' },
  fileNames: ['students.csv'],
  key: ['person_id'],
  fields: [
    ...personFields(studentNumbers),
    text('grade_level', 'Grade level', 'Grado', {
      synonyms: ['grade', ...gradeLevels.filter((n) => n !== 'grade_level')],
    }),
    ...accountFields,
    location(),
  ],
  groupField: 'location_id',
  subject: ['student', 'pupil', 'person'],
  source: sourceOf('students.csv'),
  examples: [
    {
      person_id: 'student-00417',
      person_number: '00417',
      first_name: 'Maya',
      middle_name: 'Elena',
      last_name: 'Reyes',
      grade_level: '5',
      email_address: 'mreyes@example.org',
      sis_username: 'mreyes',
      location_id: '012',
    },
    { person_id: 'student-00418', first_name: 'Owen', last_name: 'Nakamura', grade_level: '6', location_id: '104' },
  ],
}
