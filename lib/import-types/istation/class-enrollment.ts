// Istation class enrollment, derived from 1File: which student is in which class of which teacher.
import { id, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { studentNumbers, teacherNumbers } from '../sis-headers'
import { family, ownHeaders } from './family'

export const classEnrollment: ImportType = {
  name: `${family}/class-enrollment`,
  family,
  title: { en: 'Istation class enrollment', es: 'Istation: inscripción en grupos' },
  description: {
    en: `Which student is in which class of which teacher. ${ownHeaders.en}`,
    es: `Qué alumno está en qué grupo de qué docente. ${ownHeaders.es}`,
  },
  fileNames: ['class_enrollment.csv'],
  key: ['class_name', 'tid', 'id'],
  layout: 'unpublished',
  fields: [
    text('class_name', 'Class name', 'Nombre del grupo', {
      required: true,
      maxLength: 255,
      synonyms: ['class', 'class_title', 'section_name', 'section', 'course_name'],
    }),
    id('tid', 'Teacher ID', 'Número del docente', {
      maxLength: 15,
      blankInKey: true,
      reference: { importType: `${family}/teachers`, field: 'tid' },
      synonyms: ['teacher_id', ...teacherNumbers],
    }),
    id('id', 'Student ID', 'Matrícula del alumno', {
      required: true,
      maxLength: 15,
      reference: { importType: `${family}/1file`, field: 'id' },
      synonyms: ['student_id', ...studentNumbers],
    }),
  ],
  subject: ['enrollment'],
  source: 'Derived from 1File (istationhelp.helpjuice.com); the file of its own and its headers are ours',
  examples: [
    { class_name: 'Reading 5A', tid: '88', id: '00417' },
    { class_name: 'Intervention', tid: '88', id: '00418' },
    { class_name: 'Intervention', id: '00417' },
  ],
}
