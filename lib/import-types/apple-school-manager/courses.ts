// Apple School Manager, courses.csv.
import { id, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { besides, courseNames, courseNumbers } from '../sis-headers'
import { family, location, sourceOf } from './family'

export const courses: ImportType = {
  name: `${family}/courses`,
  family,
  title: { en: 'Apple School Manager courses', es: 'Apple School Manager: cursos' },
  description: { en: 'The courses, each of a location.', es: 'Los cursos, cada uno de un plantel.' },
  fileNames: ['courses.csv'],
  key: ['course_id'],
  fields: [
    id('course_id', 'Course ID', 'Clave del curso', { required: true, synonyms: ['courseSourcedId', 'sourcedId'] }),
    text('course_number', 'Course number', 'Número del curso', { synonyms: besides(courseNumbers, 'course_number') }),
    text('course_name', 'Course name', 'Nombre del curso', {
      synonyms: ['title', 'name', ...besides(courseNames, 'course_name')],
    }),
    location(),
  ],
  groupField: 'location_id',
  subject: ['course'],
  source: sourceOf('courses.csv'),
  examples: [
    { course_id: 'math-5', course_number: 'MATH5', course_name: 'Mathematics 5', location_id: '012' },
    { course_id: 'science-6', course_name: 'Science 6', location_id: '104' },
  ],
}
