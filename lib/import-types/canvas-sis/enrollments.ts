// Canvas, enrollments.csv. A row names a section or a course, and the observer of a student names that student.
import { id, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { departure, family, referenceTo, sourceOf, status } from './family'

export const enrollments: ImportType = {
  name: `${family}/enrollments`,
  family,
  title: { en: 'Canvas enrollments', es: 'Canvas: inscripciones' },
  description: {
    en: 'Who is in which course or section, in what role.',
    es: 'Quién está en qué curso o grupo, y con qué rol.',
  },
  fileNames: ['enrollments.csv'],
  key: ['user_id', 'section_id', 'course_id', 'role', 'associated_user_id'],
  fields: [
    id('course_id', 'Course', 'Curso', {
      blankInKey: true,
      reference: referenceTo('courses', 'course_id'),
      note: says('Needed where no section is named.', 'Se necesita si no se nombra un grupo.'),
    }),
    id('section_id', 'Section', 'Grupo', {
      blankInKey: true,
      reference: referenceTo('sections', 'section_id'),
      synonyms: ['class_id'],
    }),
    id('user_id', 'User', 'Usuario', {
      required: true,
      reference: referenceTo('users', 'user_id'),
      synonyms: ['sis_user_id', 'student_id'],
    }),
    text('role', 'Role', 'Rol', {
      required: true,
      enum: ['student', 'teacher', 'ta', 'observer', 'designer'],
      enumOpen: true,
      synonyms: ['role_name'],
    }),
    status('completed', 'inactive', 'deleted_last_completed'),
    id('associated_user_id', 'Student observed', 'Alumno observado', {
      blankInKey: true,
      reference: referenceTo('users', 'user_id'),
    }),
  ],
  departure,
  subject: ['enrollment'],
  source: sourceOf('enrollments.csv'),
  examples: [
    { section_id: '5A-MATH', user_id: '00417', role: 'student', status: 'active' },
    { section_id: '5A-MATH', user_id: '88', role: 'teacher', status: 'active' },
    { course_id: 'math-5', user_id: '0091', role: 'observer', status: 'active', associated_user_id: '00417' },
  ],
}
