// Microsoft School Data Sync V1, TeacherRoster.csv.
import type { ImportType } from '../import-type'
import { family, referenceTo, section, sisId, sourceOf } from './family'

export const teacherRoster: ImportType = {
  name: `${family}/teacher-roster`,
  family,
  title: { en: 'Microsoft SDS V1 teacher rosters', es: 'Microsoft SDS V1: grupos por docente' },
  description: { en: 'Which teacher has which section.', es: 'Qué docente tiene qué grupo.' },
  fileNames: ['TeacherRoster.csv'],
  key: ['Section SIS ID', 'SIS ID'],
  fields: [
    section,
    sisId('Teacher', 'Docente', ['teacher_id', 'staff_id', 'ID'], { reference: referenceTo('teacher'), lookup: true }),
  ],

  subject: ['roster'],
  source: sourceOf('TeacherRoster.csv'),
  examples: [
    { 'Section SIS ID': '5A-MATH', 'SIS ID': 'teacher-88' },
    { 'Section SIS ID': '6-SCI', 'SIS ID': 'teacher-91' },
  ],
}
