// Microsoft School Data Sync 2, enrollments.csv.
import { id } from '../declare-field'
import type { ImportType } from '../import-type'
import { family, referenceTo, role, sourceOf } from './family'

export const enrollments: ImportType = {
  name: `${family}/enrollments`,
  family,
  title: { en: 'Microsoft SDS V2 enrollments', es: 'Microsoft SDS V2: inscripciones' },
  description: { en: 'Who is in which class, in what role.', es: 'Quién está en qué grupo, y con qué rol.' },
  fileNames: ['enrollments.csv'],
  key: ['classSourcedId', 'userSourcedId', 'role'],
  fields: [
    id('classSourcedId', 'Class', 'Grupo', {
      required: true,
      reference: referenceTo('classes'),
      synonyms: ['classSourceId', 'class_id', 'section_id'],
    }),
    id('userSourcedId', 'Person', 'Persona', {
      required: true,
      reference: referenceTo('users'),
      synonyms: ['userSourceId', 'user_id', 'student_id'],
    }),
    role(),
  ],
  subject: ['enrollment'],
  source: sourceOf('enrollments.csv'),
  examples: [
    { classSourcedId: '5A-MATH', userSourcedId: 'student-00417', role: 'Student' },
    { classSourcedId: '5A-MATH', userSourcedId: 'teacher-88', role: 'Teacher' },
  ],
}
