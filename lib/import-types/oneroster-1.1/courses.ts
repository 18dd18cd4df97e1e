// OneRoster 1.1, courses.csv.
import type { ImportType } from '../import-type'
import { departure, family, guid, recordFields, referenceTo, sourceOf } from './record-fields'

export const courses: ImportType = {
  name: `${family}/courses`,
  family,
  title: { en: 'OneRoster 1.1 courses', es: 'OneRoster 1.1: cursos' },
  description: {
    en: 'What is taught. A class is a course in one school, taught in certain terms.',
    es: 'Lo que se enseña. Un grupo es un curso en una escuela, impartido en ciertos periodos.',
  },
  fileNames: ['courses.csv'],
  key: ['sourcedId'],
  fields: [
    ...recordFields(['course_id']),
    guid('schoolYearSourcedId', 'School year', 'Ciclo escolar', {
      reference: referenceTo('academicSessions', { field: 'type', values: ['schoolYear'] }),
      synonyms: ['school_year_id', 'schoolYearId'],
    }),
    {
      name: 'title',
      title: { en: 'Title', es: 'Título' },
      kind: 'text',
      required: true,
      synonyms: ['course_name', 'course_title', 'name'],
    },
    {
      name: 'courseCode',
      title: { en: 'Course code', es: 'Clave del curso' },
      kind: 'text',
      synonyms: ['course_number', 'course_no', 'local_course_code', 'alt_course_number'],
    },
    {
      name: 'grades',
      title: { en: 'Grades', es: 'Grados' },
      kind: 'list',
      synonyms: ['grade', 'grade_levels', 'grade_level'],
      note: { en: 'Several with commas: 06,07,08.', es: 'Varios con comas: 06,07,08.' },
    },
    guid('orgSourcedId', 'Organization', 'Organización', {
      required: true,
      reference: referenceTo('orgs'),
      synonyms: ['orgSourcedIds', 'org_id', 'school_id', 'school_number'],
      note: {
        en: 'The district or the school that offers the course.',
        es: 'El distrito o la escuela que ofrece el curso.',
      },
    }),
    {
      name: 'subjects',
      title: { en: 'Subjects', es: 'Asignaturas' },
      kind: 'list',
      synonyms: ['subject', 'subject_area', 'department', 'sched_department'],
    },
    {
      name: 'subjectCodes',
      title: { en: 'Subject codes', es: 'Claves de asignatura' },
      kind: 'list',
      synonyms: ['subject_code', 'sced_code'],
      note: { en: 'As many as subjects, in the same order.', es: 'Tantas como asignaturas, en el mismo orden.' },
    },
  ],
  groupField: 'orgSourcedId',
  departure,
  paired: [['subjects', 'subjectCodes']],
  subject: ['course'],
  source: sourceOf('courses.csv'),
  examples: [
    {
      sourcedId: 'course-math-5',
      schoolYearSourcedId: 'year-2026',
      title: 'Mathematics 5',
      courseCode: 'MATH5',
      grades: '05',
      orgSourcedId: 'district',
      subjects: 'Mathematics',
      subjectCodes: '52035',
    },
    {
      sourcedId: 'course-science-6',
      schoolYearSourcedId: 'year-2026',
      title: 'Science 6',
      courseCode: 'SCI6',
      grades: '06',
      orgSourcedId: 'district',
      subjects: 'Science',
      subjectCodes: '53236',
    },
    { sourcedId: 'course-band', title: 'Band', courseCode: '0123', grades: '06,07,08', orgSourcedId: 'school-104' },
  ],
}
