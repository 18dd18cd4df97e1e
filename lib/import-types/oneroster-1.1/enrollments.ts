// OneRoster 1.1, enrollments.csv.
import type { ImportType } from '../import-type'
import { aSchool, departure, family, guid, recordFields, referenceTo, sourceOf } from './record-fields'

export const enrollments: ImportType = {
  name: `${family}/enrollments`,
  family,
  title: { en: 'OneRoster 1.1 enrollments', es: 'OneRoster 1.1: inscripciones' },
  description: {
    en: 'Who is in which class, as student or teacher.',
    es: 'Quién está en qué grupo, como alumno o docente.',
  },
  fileNames: ['enrollments.csv'],
  key: ['sourcedId'],
  fields: [
    ...recordFields(['enrollment_id', 'CC.ID']),
    guid('classSourcedId', 'Class', 'Grupo', {
      required: true,
      reference: referenceTo('classes'),
      synonyms: ['classSourceId', 'class_id', 'section_id'],
    }),
    guid('schoolSourcedId', 'School', 'Escuela', {
      required: true,
      reference: referenceTo('orgs', aSchool),
      synonyms: ['schoolSourceId', 'school_id', 'orgSourcedId', 'school_code'],
    }),
    guid('userSourcedId', 'Person', 'Persona', {
      required: true,
      reference: referenceTo('users'),
      synonyms: ['userSourceId', 'student_id', 'user_id', 'person_id'],
    }),
    {
      name: 'role',
      title: { en: 'Role', es: 'Rol' },
      kind: 'text',
      required: true,
      enum: ['administrator', 'proctor', 'student', 'teacher'],
      synonyms: ['enrollment_role', 'user_role'],
    },
    {
      name: 'primary',
      title: { en: 'Primary teacher', es: 'Docente titular' },
      kind: 'boolean',
      synonyms: ['is_primary'],
      note: { en: 'For teachers: the first teacher of the class.', es: 'Para docentes: el titular del grupo.' },
    },
    {
      name: 'beginDate',
      title: { en: 'Begin date', es: 'Fecha de inicio' },
      kind: 'date',
      synonyms: ['start_date', 'date_enrolled', 'entry_date', 'enrollment_date'],
      note: { en: 'The first day, included.', es: 'El primer día, incluido.' },
    },
    {
      name: 'endDate',
      title: { en: 'End date', es: 'Fecha de fin' },
      kind: 'date',
      synonyms: ['date_left', 'exit_date', 'drop_date'],
      note: { en: 'The day after the last day.', es: 'El día siguiente al último.' },
    },
  ],
  groupField: 'schoolSourcedId',
  departure,
  ordered: [['beginDate', 'endDate']],
  subject: ['enrollment'],
  source: sourceOf('enrollments.csv'),
  examples: [
    {
      sourcedId: 'enrollment-1',
      classSourcedId: 'class-5a-math',
      schoolSourcedId: 'school-012',
      userSourcedId: 'student-00417',
      role: 'student',
      primary: 'false',
      beginDate: '2025-08-11',
      endDate: '2026-05-30',
    },
    {
      sourcedId: 'enrollment-2',
      classSourcedId: 'class-5a-math',
      schoolSourcedId: 'school-012',
      userSourcedId: 'teacher-88',
      role: 'teacher',
      primary: 'true',
    },
    {
      sourcedId: 'enrollment-3',
      classSourcedId: 'class-6-science',
      schoolSourcedId: 'school-104',
      userSourcedId: 'teacher-88',
      role: 'teacher',
      primary: 'true',
      beginDate: '2025-08-11',
    },
  ],
}
