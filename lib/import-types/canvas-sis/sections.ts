// Canvas, sections.csv.
import { id, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { begins, departure, ends, family, integrationId, referenceTo, sourceOf, status } from './family'

export const sections: ImportType = {
  name: `${family}/sections`,
  family,
  title: { en: 'Canvas sections', es: 'Canvas: grupos' },
  description: { en: 'The sections of the courses.', es: 'Los grupos de los cursos.' },
  fileNames: ['sections.csv'],
  key: ['section_id'],
  fields: [
    id('section_id', 'Section ID', 'Clave del grupo', { required: true, synonyms: ['class_id', 'sis_section_id'] }),
    id('course_id', 'Course', 'Curso', {
      required: true,
      lookup: true,
      reference: referenceTo('courses', 'course_id'),
    }),
    text('name', 'Name', 'Nombre', { required: true, synonyms: ['section_name', 'class_name', 'title'] }),
    status(),
    integrationId,
    begins(),
    ends(),
  ],
  departure,
  subject: ['section', 'class'],
  source: sourceOf('sections.csv'),
  examples: [
    { section_id: '5A-MATH', course_id: 'math-5', name: 'Mathematics 5A', status: 'active' },
    { section_id: '6-SCI', course_id: 'science-6', name: 'Science 6', status: 'active' },
  ],
}
