// Microsoft School Data Sync 2.1, courses.csv.
import { id, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { courseNumbers } from '../sis-headers'
import { family, organization, referenceTo, sourcedId, sourceOf } from './family'

export const courses: ImportType = {
  name: `${family}/courses`,
  family,
  title: { en: 'Microsoft SDS courses', es: 'Microsoft SDS: cursos' },
  description: { en: 'The courses that classes teach.', es: 'Los cursos que se imparten en los grupos.' },
  fileNames: ['courses.csv'],
  key: ['sourcedId'],
  fields: [
    sourcedId(['course_id']),
    organization(),
    text('title', 'Title', 'Título', { synonyms: ['course_name', 'course_title', 'name'] }),
    text('code', 'Course code', 'Clave del curso', { synonyms: courseNumbers }),
    id('schoolYearSourcedId', 'School year', 'Ciclo escolar', {
      reference: referenceTo('academicSessions'),
      synonyms: ['schoolYearSourceId', 'school_year_id'],
    }),
    text('subject', 'Subject', 'Asignatura', { synonyms: ['subject_area', 'subject_code', 'department'] }),
    text('grade', 'Grade', 'Grado', { synonyms: ['grade_level', 'grades'] }),
  ],
  groupField: 'orgSourcedId',
  subject: ['course'],
  source: sourceOf('courses.csv'),
  examples: [
    {
      sourcedId: 'course-math-5',
      orgSourcedId: 'district',
      title: 'Mathematics 5',
      code: 'MATH5',
      schoolYearSourcedId: 'year-2026',
      subject: 'Mathematics',
      grade: '05',
    },
    { sourcedId: 'course-band', title: 'Band' },
  ],
}
