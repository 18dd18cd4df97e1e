// Microsoft School Data Sync V1, Section.csv.
import { date, id, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { besides, courseNames, courseNumbers, sectionNumbers } from '../sis-headers'
import { family, school, sisId, sourceOf } from './family'

export const section: ImportType = {
  name: `${family}/section`,
  family,
  title: { en: 'Microsoft SDS V1 sections', es: 'Microsoft SDS V1: grupos' },
  description: { en: 'Classes with their course and term.', es: 'Grupos con su curso y su periodo.' },
  fileNames: ['Section.csv'],
  key: ['SIS ID'],
  fields: [
    sisId('SIS ID', 'Clave en el sistema escolar', ['section_id', 'class_id', 'Section ID']),
    school,
    text('Section Name', 'Section name', 'Nombre del grupo', { required: true, synonyms: ['class_name', 'title'] }),
    text('Section Number', 'Section number', 'Número del grupo', {
      synonyms: besides(sectionNumbers, 'Section Number'),
    }),
    id('Term SIS ID', 'Term', 'Periodo', { synonyms: ['term_id'] }),
    text('Term Name', 'Term name', 'Nombre del periodo', { synonyms: ['term'] }),
    date('Term StartDate', 'Term begins', 'Inicio del periodo', { synonyms: ['term_start', 'start_date'] }),
    date('Term EndDate', 'Term ends', 'Fin del periodo', { synonyms: ['term_end', 'end_date'] }),
    id('Course SIS ID', 'Course', 'Curso', { synonyms: ['course_id'] }),
    text('Course Name', 'Course name', 'Nombre del curso', { synonyms: besides(courseNames, 'Course Name') }),
    text('Course Number', 'Course number', 'Número del curso', { synonyms: besides(courseNumbers, 'Course Number') }),
    text('Course Subject', 'Subject', 'Asignatura', { synonyms: ['subject'] }),
    text('Periods', 'Periods', 'Horas', { synonyms: ['period'] }),
    text('Status', 'Status', 'Situación', {}),
  ],
  groupField: 'School SIS ID',
  ordered: [['Term StartDate', 'Term EndDate']],
  subject: ['section', 'class'],
  source: sourceOf('Section.csv'),
  examples: [
    {
      'SIS ID': '5A-MATH',
      'School SIS ID': '012',
      'Section Name': 'Mathematics 5A',
      'Term StartDate': '2025-08-11',
      'Term EndDate': '2026-05-30',
      'Course SIS ID': 'math-5',
      'Course Name': 'Mathematics 5',
    },
    { 'SIS ID': '6-SCI', 'School SIS ID': '104', 'Section Name': 'Science 6' },
  ],
}
