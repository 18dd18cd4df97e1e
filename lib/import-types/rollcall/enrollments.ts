// Rollcall's own layout of enrollments. Somebody may be in a class in two roles: the role is part of the key.
import { date, id, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { studentNumbers } from '../sis-headers'
import { family, referenceTo, source } from './family'

export const enrollments: ImportType = {
  name: `${family}/enrollments`,
  family,
  title: { en: 'Rollcall enrollments', es: 'Rollcall: inscripciones' },
  description: {
    en: 'Who is in which class, in a plain layout of our own.',
    es: 'Quién está en qué grupo, en un formato sencillo y propio.',
  },
  fileNames: ['enrollments.csv'],
  key: ['class_id', 'person_id', 'role'],
  layout: 'own',
  fields: [
    id('class_id', 'Class', 'Grupo', {
      required: true,
      reference: referenceTo('classes', 'class_id'),
      synonyms: ['section_id'],
    }),
    id('person_id', 'Person', 'Persona', {
      required: true,
      reference: referenceTo('people', 'person_id'),
      synonyms: ['student_id', 'user_id', ...studentNumbers],
    }),
    text('role', 'Role', 'Rol', {
      enum: ['student', 'teacher', 'aide'],
      enumOpen: true,
      blankInKey: true,
      synonyms: ['enrollment_role', 'user_role'],
      note: says('Blank for a student.', 'En blanco para un alumno.'),
    }),
    date('begin_date', 'Begin date', 'Fecha de inicio', { synonyms: ['start_date', 'date_enrolled', 'entry_date'] }),
    date('end_date', 'End date', 'Fecha de fin', { synonyms: ['date_left', 'exit_date', 'drop_date'] }),
  ],
  ordered: [['begin_date', 'end_date']],
  subject: ['enrollment'],
  source,
  examples: [
    { class_id: '5A-MATH', person_id: '00417', role: 'student', begin_date: '2025-08-11', end_date: '2026-05-30' },
    { class_id: '5A-MATH', person_id: 'T88', role: 'teacher' },
    { class_id: '6-SCI', person_id: '00417' },
  ],
}
