// Microsoft School Data Sync 2.1, roles.csv. It has no id of its own: person, organization, role and session are its key.
import { date, id, says, text, yesNo } from '../declare-field'
import type { ImportType } from '../import-type'
import { family, organization, referenceTo, roleTokens, sourceOf, user } from './family'

export const roles: ImportType = {
  name: `${family}/roles`,
  family,
  title: { en: 'Microsoft SDS roles', es: 'Microsoft SDS: roles' },
  description: {
    en: 'What each person is to which organization, and in which session.',
    es: 'Qué es cada persona en cada organización, y en qué periodo.',
  },
  fileNames: ['roles.csv'],
  key: ['userSourcedId', 'orgSourcedId', 'role', 'sessionSourcedId'],
  fields: [
    user(),
    organization({ required: true }),
    text('role', 'Role', 'Rol', { required: true, enum: roleTokens, enumOpen: true, synonyms: ['user_role'] }),
    id('sessionSourcedId', 'Session', 'Periodo escolar', {
      blankInKey: true,
      reference: referenceTo('academicSessions'),
      synonyms: ['sessionSourceId', 'session_id', 'term_id'],
    }),
    text('grade', 'Grade', 'Grado', {
      synonyms: ['grade_level'],
      note: says('As the tenant’s list has it.', 'Como está en la lista de la organización.'),
    }),
    yesNo('isPrimary', 'Primary', 'Principal', { synonyms: ['primary'] }),
    date('roleStartDate', 'From', 'Desde', { synonyms: ['start_date', 'begin_date'] }),
    date('roleEndDate', 'To', 'Hasta', { synonyms: ['end_date'] }),
  ],
  groupField: 'orgSourcedId',
  ordered: [['roleStartDate', 'roleEndDate']],
  source: `${sourceOf('roles.csv')}; the key is our reading`,
  examples: [
    {
      userSourcedId: 'student-00417',
      orgSourcedId: 'school-012',
      role: 'student',
      sessionSourcedId: 'year-2026',
      grade: '05',
      isPrimary: 'true',
      roleStartDate: '2025-08-11',
      roleEndDate: '2026-05-30',
    },
    { userSourcedId: 'teacher-88', orgSourcedId: 'school-012', role: 'teacher' },
  ],
}
