// Rollcall's own layout of classes.
import { date, id, list, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { besides, courseNames, courseNumbers, rooms, schoolNumbers, subjects, terms } from '../sis-headers'
import { family, referenceTo, source } from './family'

export const classes: ImportType = {
  name: `${family}/classes`,
  family,
  title: { en: 'Rollcall classes', es: 'Rollcall: grupos' },
  description: {
    en: 'Classes with their school, teachers and term, in a plain layout of our own.',
    es: 'Grupos con su escuela, sus docentes y su periodo, en un formato sencillo y propio.',
  },
  fileNames: ['classes.csv'],
  key: ['class_id'],
  layout: 'own',
  fields: [
    id('class_id', 'Class ID', 'Clave del grupo', { required: true, synonyms: ['section_id'] }),
    text('name', 'Name', 'Nombre', {
      required: true,
      synonyms: ['class_name', 'section_name', 'class_title', 'title'],
    }),
    id('organization_id', 'School', 'Escuela', {
      required: true,
      reference: referenceTo('organizations', 'organization_id'),
      synonyms: ['school_id', ...schoolNumbers],
    }),
    list('teacher_ids', 'Teachers', 'Docentes', {
      reference: referenceTo('people', 'person_id'),
      synonyms: ['teacher_id', 'teacher_number'],
      note: says('Several with commas.', 'Varios con comas.'),
    }),
    text('course_number', 'Course number', 'Clave del curso', {
      synonyms: ['course_id', ...besides(courseNumbers, 'course_number')],
    }),
    text('course_name', 'Course name', 'Nombre del curso', { synonyms: besides(courseNames, 'course_name') }),
    text('subject', 'Subject', 'Asignatura', { synonyms: besides(subjects, 'subject') }),
    text('room', 'Room', 'Salón', { synonyms: besides(rooms, 'room') }),
    text('period', 'Period', 'Hora de clase', { synonyms: ['period_number', 'class_period'] }),
    text('term', 'Term', 'Periodo escolar', { synonyms: ['term_name', ...besides(terms, 'term')] }),
    date('begin_date', 'Begin date', 'Fecha de inicio', { synonyms: ['start_date', 'term_start'] }),
    date('end_date', 'End date', 'Fecha de fin', { synonyms: ['term_end'] }),
  ],
  groupField: 'organization_id',
  ordered: [['begin_date', 'end_date']],
  subject: ['class', 'section'],
  source,
  examples: [
    {
      class_id: '5A-MATH',
      name: 'Mathematics 5A',
      organization_id: '012',
      teacher_ids: 'T88',
      course_number: 'MATH5',
      course_name: 'Mathematics 5',
      room: '12',
      period: '1',
      term: 'Year',
      begin_date: '2025-08-11',
      end_date: '2026-05-30',
    },
    { class_id: '6-SCI', name: 'Science 6', organization_id: '104' },
  ],
}
