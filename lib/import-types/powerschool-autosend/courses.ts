// PowerSchool AutoSend, courses.
import { decimal, id, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { besides, courseNumbers, subjects } from '../sis-headers'
import { chosenColumns, family, source } from './family'

export const courses: ImportType = {
  name: `${family}/courses`,
  family,
  title: { en: 'PowerSchool AutoSend courses', es: 'PowerSchool AutoSend: cursos' },
  description: {
    en: `The courses that sections teach. ${chosenColumns.en}`,
    es: `Los cursos que se imparten en los grupos. ${chosenColumns.es}`,
  },
  fileNames: ['courses.txt', 'courses.csv'],
  key: ['Course_Number'],
  fields: [
    id('Course_Number', 'Course number', 'Clave del curso', {
      required: true,
      synonyms: ['course_id', ...besides(courseNumbers, 'course_number')],
    }),
    text('Course_Name', 'Course name', 'Nombre del curso', { required: true, synonyms: ['course_title', 'title'] }),
    decimal('Credit_Hours', 'Credits', 'Créditos', { minimum: 0, synonyms: ['credits', 'credit', 'credit_value'] }),
    text('Sched_Department', 'Department', 'Área', { synonyms: besides(subjects, 'sched_department') }),
  ],
  subject: ['course'],
  source,
  examples: [
    { Course_Number: 'MATH5', Course_Name: 'Mathematics 5', Credit_Hours: '1.0', Sched_Department: 'MATH' },
    { Course_Number: '0123', Course_Name: 'Band' },
  ],
}
