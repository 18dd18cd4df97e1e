// Microsoft School Data Sync 2.1, classes.csv. The code of a class is not in the list of fields we had; public tools that
// write these files have it, so it is taken.
import { id, list, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { sectionNumbers } from '../sis-headers'
import { family, organization, referenceTo, sourcedId, sourceOf } from './family'

export const classes: ImportType = {
  name: `${family}/classes`,
  family,
  title: { en: 'Microsoft SDS classes', es: 'Microsoft SDS: grupos' },
  description: {
    en: 'The classes, each of one school and in one or more sessions.',
    es: 'Los grupos, cada uno de una escuela y en uno o más periodos.',
  },
  fileNames: ['classes.csv'],
  key: ['sourcedId'],
  fields: [
    sourcedId(['class_id', 'section_id', 'section_sis_id']),
    organization({ required: true }),
    text('title', 'Title', 'Título', {
      required: true,
      synonyms: ['class_name', 'section_name', 'class_title', 'name'],
    }),
    list('sessionSourcedIds', 'Sessions', 'Periodos escolares', {
      reference: referenceTo('academicSessions'),
      synonyms: ['sessionSourceIds', 'termSourcedIds', 'term_id', 'session_id'],
      note: says('Several with commas.', 'Varios con comas.'),
    }),
    id('courseSourcedId', 'Course', 'Curso', {
      reference: referenceTo('courses'),
      synonyms: ['courseSourceId', 'course_id', 'course_number'],
    }),
    text('code', 'Class code', 'Clave del grupo', { synonyms: sectionNumbers }),
  ],
  groupField: 'orgSourcedId',
  subject: ['class', 'section'],
  source: sourceOf('classes.csv'),
  examples: [
    {
      sourcedId: 'class-5a-math',
      orgSourcedId: 'school-012',
      title: 'Mathematics 5A',
      sessionSourcedIds: 'fall-2025,year-2026',
      courseSourcedId: 'course-math-5',
      code: '5A',
    },
    { sourcedId: 'class-band', orgSourcedId: 'school-012', title: 'Band, mornings' },
  ],
}
