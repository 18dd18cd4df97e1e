// Clever, sections.csv. Terms are columns here; there is no file of terms.
import { date, id, text } from '../declare-field'
import type { Field, ImportType } from '../import-type'
import { besides, courseNames, courseNumbers, gradeLevels, sectionNumbers } from '../sis-headers'
import { cleverGrade, dateNote, family, referenceTo, school, sourceOf } from './family'

const subjectTokens = [
  ...['english/language arts', 'math', 'science', 'social studies', 'language', 'homeroom/advisory'],
  ...['interventions/online learning', 'technology and engineering', 'PE and health', 'arts and music', 'other'],
]

export const sections: ImportType = {
  name: `${family}/sections`,
  family,
  title: { en: 'Clever sections', es: 'Clever: grupos' },
  description: {
    en: 'The sections with their teachers, course and term.',
    es: 'Los grupos con sus docentes, su curso y su periodo.',
  },
  fileNames: ['sections.csv'],
  key: ['Section_id'],
  fields: [
    school(),
    id('Section_id', 'Section ID', 'Identificador del grupo', { required: true, synonyms: ['class_id'] }),
    id('Teacher_id', 'Teacher', 'Docente', {
      required: true,
      reference: referenceTo('teachers', 'Teacher_id'),
      synonyms: ['teacher_1_id', 'primary_teacher_id', 'teacher_number'],
    }),
    ...Array.from({ length: 9 }, (_, index) => otherTeacher(index + 2)),
    text('Name', 'Name', 'Nombre', { synonyms: ['section_name', 'class_name', 'class_title'] }),
    text('Section_number', 'Section number', 'Número del grupo', {
      synonyms: besides(sectionNumbers, 'section_number'),
    }),
    cleverGrade('Grade', 'Grade', 'Grado', { synonyms: gradeLevels }),
    text('Course_name', 'Course name', 'Nombre del curso', { synonyms: besides(courseNames, 'course_name') }),
    text('Course_number', 'Course number', 'Clave del curso', {
      synonyms: ['course_id', ...besides(courseNumbers, 'course_number')],
    }),
    text('Course_description', 'Course description', 'Descripción del curso'),
    text('Period', 'Period', 'Hora de clase', { synonyms: ['period_number', 'class_period'] }),
    text('Subject', 'Subject', 'Asignatura', {
      enum: subjectTokens,
      enumOpen: true,
      synonyms: ['subject_area', 'department'],
    }),
    text('Term_name', 'Term', 'Periodo escolar', { synonyms: ['term', 'term_title', 'session_name'] }),
    date('Term_start', 'Term begins', 'Inicio del periodo', { synonyms: ['term_start_date'], note: dateNote }),
    date('Term_end', 'Term ends', 'Fin del periodo', { synonyms: ['term_end_date'], note: dateNote }),
  ],
  groupField: 'School_id',
  ordered: [['Term_start', 'Term_end']],
  subject: ['section', 'class'],
  source: sourceOf('sections.csv'),
  examples: [
    {
      School_id: '012',
      Section_id: '5A-MATH',
      Teacher_id: '88',
      Name: 'Mathematics 5A',
      Section_number: '5A',
      Grade: '5',
      Course_name: 'Mathematics 5',
      Course_number: 'MATH5',
      Period: '1',
      Subject: 'math',
      Term_name: 'Year 2025-26',
      Term_start: '2025-08-11',
      Term_end: '2026-05-30',
    },
    { School_id: '104', Section_id: '6-SCI', Teacher_id: '88', Teacher_2_id: '91', Subject: 'science' },
  ],
}

function otherTeacher(number: number): Field {
  return id(`Teacher_${number}_id`, `Teacher ${number}`, `Docente ${number}`, {
    reference: referenceTo('teachers', 'Teacher_id'),
  })
}
