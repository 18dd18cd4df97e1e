// Apple School Manager, classes.csv. Further instructors are instructor_id_4 and so on.
import { id, text } from '../declare-field'
import type { Field, ImportType } from '../import-type'
import { sectionNumbers } from '../sis-headers'
import { family, location, referenceTo, sourceOf } from './family'

function instructor(name: string, en: string, es: string, synonyms: readonly string[] = []): Field {
  return id(name, en, es, { reference: referenceTo('staff', 'person_id'), synonyms })
}

export const classes: ImportType = {
  name: `${family}/classes`,
  family,
  title: { en: 'Apple School Manager classes', es: 'Apple School Manager: grupos' },
  description: {
    en: 'Classes of a course with up to three instructors.',
    es: 'Grupos de un curso con hasta tres docentes.',
  },
  fileNames: ['classes.csv'],
  key: ['class_id'],
  fields: [
    id('class_id', 'Class ID', 'Clave del grupo', { required: true, synonyms: ['section_id', 'classSourcedId'] }),
    text('class_number', 'Class number', 'Número del grupo', { synonyms: sectionNumbers }),
    id('course_id', 'Course', 'Curso', {
      required: true,
      reference: referenceTo('courses', 'course_id'),
      synonyms: ['courseSourcedId'],
    }),
    instructor('instructor_id', 'Instructor', 'Docente', ['teacher_id', 'staff_id']),
    instructor('instructor_id_2', 'Second instructor', 'Segundo docente', ['teacher_2_id']),
    instructor('instructor_id_3', 'Third instructor', 'Tercer docente', ['teacher_3_id']),
    location(),
  ],
  groupField: 'location_id',
  subject: ['class', 'section'],
  source: sourceOf('classes.csv'),
  examples: [
    { class_id: '5A-MATH', class_number: '5A', course_id: 'math-5', instructor_id: 'teacher-88', location_id: '012' },
    {
      class_id: '6-SCI',
      course_id: 'science-6',
      instructor_id: 'teacher-88',
      instructor_id_2: 'teacher-91',
      location_id: '104',
    },
  ],
}
