// PowerSchool vendor guide, enrollments.csv: which student sits in which class.
import { id, says } from '../declare-field'
import type { ImportType } from '../import-type'
import { studentNumbers } from '../sis-headers'
import { family, referenceTo, source, userAs } from './family'

export const enrollments: ImportType = {
  name: `${family}/enrollments`,
  family,
  title: { en: 'PowerSchool enrollments', es: 'PowerSchool: inscripciones' },
  description: { en: 'Which student sits in which class.', es: 'Qué alumno está en qué grupo.' },
  fileNames: ['enrollments.csv'],
  key: ['class_id', 'student_id'],
  fields: [
    id('class_id', 'Class', 'Grupo', {
      required: true,
      reference: referenceTo('classes', 'class_id'),
      synonyms: ['SectionID', 'Section_ID', 'CC.SECTIONID'],
    }),
    id('student_id', 'Student', 'Alumno', {
      required: true,
      reference: userAs('Student'),
      synonyms: ['StudentID', 'district_user_id', 'user_id', ...studentNumbers],
      note: says(
        'A user with the role Student, by the same number as in users.csv.',
        'Un usuario con el rol Student, con el mismo número que en users.csv.',
      ),
    }),
  ],
  subject: ['enrollment'],
  source,
  examples: [
    { class_id: '5A-MATH', student_id: '00417' },
    { class_id: '5A-MATH', student_id: '00418' },
    { class_id: '6-SCI', student_id: '00417' },
  ],
}
