// Naviance, course catalog. The guide was seen down to Grade_High; the fields after it are our own and say so.
import { decimal, grade, id, says, text, year } from '../declare-field'
import type { ImportType } from '../import-type'
import { courseNumbers, subjects } from '../sis-headers'
import { COURSE_FILE_BYTES_MAX, family, ownField } from './family'

export const courseCatalog: ImportType = {
  name: `${family}/course-catalog`,
  family,
  title: { en: 'Naviance course catalog', es: 'Naviance: catálogo de cursos' },
  description: {
    en: 'The courses of the district that students can plan. Naviance takes at most 10 MB, with commas or tabs.',
    es: 'Los cursos del distrito que los alumnos pueden planear. Naviance acepta hasta 10 MB, con comas o tabuladores.',
  },
  fileNames: ['CourseCatalog.csv', 'CourseCatalog.txt'],
  maxBytes: COURSE_FILE_BYTES_MAX,
  key: ['Course_id', 'Academic Year'],
  fields: [
    id('Course_id', 'Course ID', 'Clave del curso', {
      required: true,
      synonyms: courseNumbers,
      note: says('The local number; . and / are allowed.', 'El número local; se permiten . y /.'),
    }),
    year('Academic Year', 'Academic year', 'Ciclo escolar', {
      blankInKey: true,
      synonyms: ['school_year', 'yearid'],
      note: says(
        'Four digits. Needed only where PowerSchool SIS is linked; then each year’s course is a record of its own.',
        'Cuatro dígitos. Solo se necesita con el enlace a PowerSchool SIS; entonces el curso de cada año es un registro.',
      ),
    }),
    text('State_id', 'State ID', 'Clave estatal', {
      synonyms: ['state_course_code', 'state_course_number', 'alt_course_number', 'sate id'],
      note: says(
        'Recommended: the state’s course number, letters allowed.',
        'Recomendado: la clave estatal del curso; se permiten letras.',
      ),
    }),
    text('Course_Name', 'Course name', 'Nombre del curso', {
      required: true,
      synonyms: ['course_title', 'title'],
    }),
    text('Subject_Area', 'Subject area', 'Área', {
      required: true,
      synonyms: subjects.filter((name) => name !== 'subject_area'),
      note: says('Students see it.', 'Los alumnos la ven.'),
    }),
    text('SCED_Subject_Area', 'SCED subject area', 'Área SCED', {
      pattern: String.raw`\d{2}`,
      synonyms: ['sced_subject', 'sced_area'],
      note: says(
        'Two digits. Recommended; needed for Insights.',
        'Dos dígitos. Recomendado; se necesita para Insights.',
      ),
    }),
    text('SCED_Course_Identifier', 'SCED course identifier', 'Identificador de curso SCED', {
      synonyms: ['sced_code', 'sced_course_code', 'sced_id'],
      note: says('Recommended; needed for Insights.', 'Recomendado; se necesita para Insights.'),
    }),
    decimal('Credits', 'Credits', 'Créditos', {
      required: true,
      minimum: 0,
      synonyms: ['credit_hours', 'credit', 'credit_value'],
    }),
    grade('Grade_Low', 'Lowest grade', 'Grado mínimo', {
      required: true,
      synonyms: ['low_grade', 'grade_from', 'min_grade'],
    }),
    grade('Grade_High', 'Highest grade', 'Grado máximo', {
      required: true,
      synonyms: ['high_grade', 'grade_to', 'max_grade'],
    }),
    text('Course_Description', 'Course description', 'Descripción del curso', {
      synonyms: ['description'],
      own: true,
      note: ownField,
    }),
    text('Prerequisites', 'Prerequisites', 'Requisitos previos', {
      synonyms: ['prerequisite'],
      own: true,
      note: ownField,
    }),
    text('Course_Length', 'Course length', 'Duración del curso', {
      synonyms: ['length', 'duration'],
      own: true,
      note: ownField,
    }),
    text('Instructional_Level', 'Instructional level', 'Nivel de instrucción', {
      synonyms: ['course_level', 'level'],
      own: true,
      note: ownField,
    }),
  ],
  ordered: [['Grade_Low', 'Grade_High']],
  subject: ['course'],
  source:
    'Naviance, Course Catalog Data Import Fields (ps.powerschool-docs.com/naviance), seen down to Grade_High; later fields are our own',
  examples: [
    {
      Course_id: 'MAT-101',
      'Academic Year': '2026',
      State_id: '03100500',
      Course_Name: 'Algebra I',
      Subject_Area: 'Mathematics',
      SCED_Subject_Area: '02',
      SCED_Course_Identifier: '02052',
      Credits: '1.0',
      Grade_Low: '8',
      Grade_High: '10',
      Course_Description: 'Linear equations and functions',
    },
    {
      Course_id: 'ART.2/S1',
      Course_Name: 'Drawing II',
      Subject_Area: 'Arts',
      Credits: '0.5',
      Grade_Low: '10',
      Grade_High: '12',
      Prerequisites: 'Drawing I',
    },
  ],
}
