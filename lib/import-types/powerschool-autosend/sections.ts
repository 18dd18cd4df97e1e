// PowerSchool AutoSend, sections.
import { id, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { besides, courseNumbers, rooms, sectionNumbers } from '../sis-headers'
import { chosenColumns, family, referenceTo, school, source, termId } from './family'

export const sections: ImportType = {
  name: `${family}/sections`,
  family,
  title: { en: 'PowerSchool AutoSend sections', es: 'PowerSchool AutoSend: grupos' },
  description: {
    en: `The sections in which courses are taught. ${chosenColumns.en}`,
    es: `Los grupos en los que se imparten los cursos. ${chosenColumns.es}`,
  },
  fileNames: ['sections.txt', 'sections.csv'],
  key: ['ID'],
  fields: [
    id('ID', 'Internal ID', 'ID interno', { required: true, synonyms: ['SECTIONS.ID', 'section_id'] }),
    id('Course_Number', 'Course', 'Curso', {
      required: true,
      reference: referenceTo('courses', 'Course_Number'),
      synonyms: ['course_id', ...besides(courseNumbers, 'course_number')],
    }),
    text('Section_Number', 'Section number', 'Número del grupo', {
      synonyms: besides(sectionNumbers, 'section_number'),
    }),
    termId(),
    id('Teacher', 'Teacher (internal)', 'Docente (interno)', {
      lookup: true,
      reference: referenceTo('teachers', 'ID'),
      synonyms: ['teacher_id'],
      note: says('The internal ID of the teachers’ file.', 'El ID interno del archivo de docentes.'),
    }),
    text('Expression', 'Period and day', 'Hora y día', {
      synonyms: ['period', 'section_expression'],
      note: says('Such as 1(A).', 'Por ejemplo 1(A).'),
    }),
    school(),
    text('Room', 'Room', 'Salón', { synonyms: besides(rooms, 'room') }),
  ],
  groupField: 'SchoolID',
  subject: ['section', 'class'],
  source,
  examples: [
    {
      ID: '7001',
      Course_Number: 'MATH5',
      Section_Number: '1',
      TermID: '3500',
      Teacher: '501',
      Expression: '1(A)',
      SchoolID: '100',
      Room: '12',
    },
    { ID: '7002', Course_Number: '0123', TermID: '3501', SchoolID: '104' },
  ],
}
