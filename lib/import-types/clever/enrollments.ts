// Clever, enrollments.csv.
import { id } from '../declare-field'
import type { ImportType } from '../import-type'
import { studentNumbers } from '../sis-headers'
import { family, referenceTo, school, sourceOf } from './family'

export const enrollments: ImportType = {
  name: `${family}/enrollments`,
  family,
  title: { en: 'Clever enrollments', es: 'Clever: inscripciones' },
  description: { en: 'Which student sits in which section.', es: 'Qué alumno está en qué grupo.' },
  fileNames: ['enrollments.csv'],
  key: ['Section_id', 'Student_id'],
  fields: [
    school(),
    id('Section_id', 'Section', 'Grupo', {
      required: true,
      reference: referenceTo('sections', 'Section_id'),
      synonyms: ['class_id'],
    }),
    id('Student_id', 'Student', 'Alumno', {
      required: true,
      reference: referenceTo('students', 'Student_id'),
      synonyms: studentNumbers,
    }),
  ],
  groupField: 'School_id',
  subject: ['enrollment'],
  source: sourceOf('enrollments.csv'),
  examples: [
    { School_id: '012', Section_id: '5A-MATH', Student_id: '00417' },
    { School_id: '012', Section_id: '5A-MATH', Student_id: '00418' },
  ],
}
