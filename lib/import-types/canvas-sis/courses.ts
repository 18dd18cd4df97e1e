// Canvas, courses.csv.
import { id, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { courseNames, courseNumbers } from '../sis-headers'
import { begins, departure, ends, family, integrationId, referenceTo, sourceOf, status } from './family'

export const courses: ImportType = {
  name: `${family}/courses`,
  family,
  title: { en: 'Canvas courses', es: 'Canvas: cursos' },
  description: { en: 'The courses with their account and term.', es: 'Los cursos con su cuenta y su periodo.' },
  fileNames: ['courses.csv'],
  key: ['course_id'],
  fields: [
    id('course_id', 'Course ID', 'Clave del curso', { required: true, synonyms: ['sis_course_id'] }),
    text('short_name', 'Short name', 'Nombre corto', { required: true, synonyms: courseNumbers }),
    text('long_name', 'Long name', 'Nombre completo', { required: true, synonyms: ['title', ...courseNames] }),
    id('account_id', 'Account', 'Cuenta', {
      reference: referenceTo('accounts', 'account_id'),
      synonyms: ['school_id'],
    }),
    id('term_id', 'Term', 'Periodo', { reference: referenceTo('terms', 'term_id') }),
    status('completed', 'published'),
    integrationId,
    begins(),
    ends(),
    text('course_format', 'Format', 'Modalidad', { enum: ['on_campus', 'online', 'blended'], enumOpen: true }),
  ],
  groupField: 'account_id',
  departure,
  subject: ['course'],
  source: sourceOf('courses.csv'),
  examples: [
    {
      course_id: 'math-5',
      short_name: 'MATH5',
      long_name: 'Mathematics 5',
      account_id: '012',
      term_id: '2025-26',
      status: 'active',
    },
    { course_id: 'science-6', short_name: 'SCI6', long_name: 'Science 6', status: 'published' },
  ],
}
