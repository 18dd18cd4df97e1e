// Microsoft School Data Sync V1, StudentEnrollment.csv.
import type { ImportType } from '../import-type'
import { family, referenceTo, section, sisId, sourceOf } from './family'

export const studentEnrollment: ImportType = {
  name: `${family}/student-enrollment`,
  family,
  title: { en: 'Microsoft SDS V1 student enrollments', es: 'Microsoft SDS V1: inscripciones' },
  description: { en: 'Which student is in which section.', es: 'Qué alumno está en qué grupo.' },
  fileNames: ['StudentEnrollment.csv'],
  key: ['Section SIS ID', 'SIS ID'],
  fields: [
    section,
    sisId('Student', 'Alumno', ['student_id', 'person_id', 'ID'], { reference: referenceTo('student') }),
  ],

  subject: ['enrollment'],
  source: sourceOf('StudentEnrollment.csv'),
  examples: [
    { 'Section SIS ID': '5A-MATH', 'SIS ID': 'student-00417' },
    { 'Section SIS ID': '6-SCI', 'SIS ID': 'student-00418' },
  ],
}
