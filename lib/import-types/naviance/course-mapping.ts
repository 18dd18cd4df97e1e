// Naviance, course mapping: which school offers which course.
import { id, says } from '../declare-field'
import type { ImportType } from '../import-type'
import { courseNumbers, schoolNumbers } from '../sis-headers'
import { COURSE_FILE_BYTES_MAX, family } from './family'

export const courseMapping: ImportType = {
  name: `${family}/course-mapping`,
  family,
  title: { en: 'Naviance course mapping', es: 'Naviance: cursos por escuela' },
  description: {
    en: 'Which school offers which course. A row that stands twice does no harm. Naviance takes at most 10 MB.',
    es: 'Qué escuela ofrece qué curso. Una fila repetida no hace daño. Naviance acepta hasta 10 MB.',
  },
  fileNames: ['CourseMapping.csv', 'CourseMapping.txt'],
  maxBytes: COURSE_FILE_BYTES_MAX,
  key: ['Course ID', 'School ID'],
  fields: [
    id('Course ID', 'Course ID', 'Clave del curso', {
      required: true,
      reference: { importType: `${family}/course-catalog`, field: 'Course_id' },
      synonyms: courseNumbers,
      note: says(
        'Middle-school courses that earn high-school credit too, mapped to the high school.',
        'También los cursos de secundaria que dan créditos de preparatoria, asignados a la preparatoria.',
      ),
    }),
    id('School ID', 'School ID', 'Clave de la escuela', {
      required: true,
      synonyms: schoolNumbers,
      note: says('The code set up in Naviance, such as 120.', 'La clave configurada en Naviance, como 120.'),
    }),
  ],
  groupField: 'School ID',
  source: 'Naviance, Course Mapping Data Import Fields (ps.powerschool-docs.com/naviance)',
  examples: [
    { 'Course ID': 'MAT-101', 'School ID': '120' },
    { 'Course ID': 'ART.2/S1', 'School ID': '120' },
  ],
}
