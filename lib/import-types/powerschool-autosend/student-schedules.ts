// PowerSchool AutoSend, student schedules (table CC). A student who leaves a section and comes back has two records.
import { date, id, says } from '../declare-field'
import type { ImportType } from '../import-type'
import { chosenColumns, family, internalStudent, referenceTo, school, source, termId } from './family'

export const studentSchedules: ImportType = {
  name: `${family}/student-schedules`,
  family,
  title: { en: 'PowerSchool AutoSend student schedules', es: 'PowerSchool AutoSend: horarios de alumnos' },
  description: {
    en: `Which student sits in which section, from when to when. ${chosenColumns.en}`,
    es: `Qué alumno está en qué grupo, desde cuándo y hasta cuándo. ${chosenColumns.es}`,
  },
  fileNames: ['cc.txt', 'student_schedules.txt', 'student_schedules.csv'],
  key: ['StudentID', 'SectionID', 'DateEnrolled'],
  fields: [
    internalStudent,
    id('SectionID', 'Section', 'Grupo', {
      required: true,
      reference: referenceTo('sections', 'ID'),
      synonyms: ['section_id', 'class_id'],
    }),
    date('DateEnrolled', 'Enrolled on', 'Fecha de inscripción', {
      required: true,
      synonyms: ['entry_date', 'enrollment_date', 'start_date'],
      note: says(
        'Part of the key: a student may leave a section and come back.',
        'Parte de la clave: un alumno puede salir de un grupo y volver.',
      ),
    }),
    date('DateLeft', 'Left on', 'Fecha de salida', { synonyms: ['exit_date', 'drop_date', 'end_date'] }),
    termId({ note: says('Negative when the section was dropped.', 'Negativo si se dio de baja del grupo.') }),
    school(),
  ],
  groupField: 'SchoolID',
  ordered: [['DateEnrolled', 'DateLeft']],
  subject: ['enrollment', 'schedule'],
  source,
  examples: [
    {
      StudentID: '8801',
      SectionID: '7001',
      DateEnrolled: '2025-08-11',
      DateLeft: '2026-05-30',
      TermID: '3500',
      SchoolID: '100',
    },
    { StudentID: '8802', SectionID: '7001', DateEnrolled: '2025-08-11', DateLeft: '2025-09-02', TermID: '-3500' },
    { StudentID: '8802', SectionID: '7001', DateEnrolled: '2025-10-01' },
  ],
}
