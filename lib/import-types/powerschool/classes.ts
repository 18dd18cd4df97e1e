// PowerSchool vendor guide, classes.csv.
import { id, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { courseNumbers, schoolNumbers, teacherNumbers } from '../sis-headers'
import { family, referenceTo, source, userAs } from './family'

export const classes: ImportType = {
  name: `${family}/classes`,
  family,
  title: { en: 'PowerSchool classes', es: 'PowerSchool: grupos' },
  description: {
    en: 'The classes with their school and teacher.',
    es: 'Los grupos con su escuela y su docente.',
  },
  fileNames: ['classes.csv'],
  key: ['class_id'],
  fields: [
    id('class_id', 'Class ID', 'Clave del grupo', {
      required: true,
      synonyms: ['SectionID', 'Section_ID', 'SECTIONS.ID', 'CC.SECTIONID'],
    }),
    text('class_name', 'Class name', 'Nombre del grupo', {
      required: true,
      synonyms: ['section_name', 'class_title', 'course_name', 'name'],
    }),
    id('school_id', 'School', 'Escuela', {
      required: true,
      reference: referenceTo('schools', 'school_id'),
      synonyms: ['SchoolID', ...schoolNumbers],
    }),
    id('course_id', 'Course', 'Curso', { synonyms: courseNumbers }),
    id('teacher_id', 'Teacher', 'Docente', {
      lookup: true,
      reference: userAs('Teacher'),
      synonyms: ['TeacherID', ...teacherNumbers],
      note: says('A user with the role Teacher.', 'Un usuario con el rol Teacher.'),
    }),
  ],
  groupField: 'school_id',
  subject: ['class', 'section'],
  source,
  examples: [
    { class_id: '5A-MATH', class_name: 'Mathematics 5A', school_id: '012', course_id: 'MATH5', teacher_id: 'T88' },
    { class_id: '6-SCI', class_name: 'Science 6', school_id: '104' },
  ],
}
