// Microsoft School Data Sync 2.1, enrollments.csv. Somebody may be in a class in two roles: the role is part of the key.
import { id, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { family, referenceTo, roleTokens, sourceOf, user } from './family'

export const enrollments: ImportType = {
  name: `${family}/enrollments`,
  family,
  title: { en: 'Microsoft SDS enrollments', es: 'Microsoft SDS: inscripciones' },
  description: {
    en: 'Who is in which class, as student, teacher or in another role.',
    es: 'Quién está en qué grupo, como alumno, docente o con otro rol.',
  },
  fileNames: ['enrollments.csv'],
  key: ['classSourcedId', 'userSourcedId', 'role'],
  fields: [
    id('classSourcedId', 'Class', 'Grupo', {
      required: true,
      reference: referenceTo('classes'),
      synonyms: ['classSourceId', 'class_id', 'section_id', 'section_sis_id'],
    }),
    user(),
    text('role', 'Role', 'Rol', { required: true, enum: roleTokens, enumOpen: true, synonyms: ['enrollment_role'] }),
  ],
  subject: ['enrollment'],
  source: `${sourceOf('enrollments.csv')}; the key is our reading`,
  examples: [
    { classSourcedId: 'class-5a-math', userSourcedId: 'student-00417', role: 'student' },
    { classSourcedId: 'class-5a-math', userSourcedId: 'teacher-88', role: 'teacher' },
  ],
}
