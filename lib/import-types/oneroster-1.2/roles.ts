// OneRoster 1.2, roles.csv: what a person is to an organization. One primary role for each person and organization.
import { date, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { departure, guid, recordFields } from '../oneroster-1.1/record-fields'
import { extension, family, referenceTo, roleTokens, sourceOf } from './edition'

export const roles: ImportType = {
  name: `${family}/roles`,
  family,
  title: { en: 'OneRoster 1.2 roles', es: 'OneRoster 1.2: roles' },
  description: {
    en: 'What each person is to which organization: student, teacher, guardian…',
    es: 'Qué es cada persona en cada organización: alumno, docente, tutor…',
  },
  fileNames: ['roles.csv'],
  key: ['sourcedId'],
  fields: [
    ...recordFields(['role_id']),
    guid('userSourcedId', 'Person', 'Persona', {
      required: true,
      reference: referenceTo('users'),
      synonyms: ['userSourceId', 'user_id', 'person_id'],
    }),
    text('roleType', 'Role type', 'Tipo de rol', {
      required: true,
      enum: ['primary', 'secondary'],
      note: says(
        'One primary role for each person and organization.',
        'Un solo rol principal por persona y organización.',
      ),
    }),
    text('role', 'Role', 'Rol', { required: true, enum: roleTokens, ...extension, synonyms: ['user_role'] }),
    date('beginDate', 'Begin date', 'Fecha de inicio', {
      synonyms: ['start_date', 'entry_date'],
      note: says('The first day, included.', 'El primer día, incluido.'),
    }),
    date('endDate', 'End date', 'Fecha de fin', {
      synonyms: ['exit_date'],
      note: says('The day after the last day.', 'El día siguiente al último.'),
    }),
    guid('orgSourcedId', 'Organization', 'Organización', {
      required: true,
      reference: referenceTo('orgs'),
      synonyms: ['orgSourceId', 'org_id', 'school_id', 'school_code', 'schoolSourcedId'],
    }),
    guid('userProfileSourcedId', 'Profile', 'Perfil', {
      reference: referenceTo('userProfiles'),
      synonyms: ['userProfileSourceId', 'user_profile_id'],
    }),
  ],
  groupField: 'orgSourcedId',
  departure,
  ordered: [['beginDate', 'endDate']],
  source: sourceOf('roles.csv'),
  examples: [
    {
      sourcedId: 'role-1',
      userSourcedId: 'student-00417',
      roleType: 'primary',
      role: 'student',
      beginDate: '2025-08-11',
      endDate: '2026-05-30',
      orgSourcedId: 'school-012',
    },
    {
      sourcedId: 'role-2',
      userSourcedId: 'teacher-88',
      roleType: 'primary',
      role: 'teacher',
      orgSourcedId: 'school-012',
      userProfileSourcedId: 'profile-1',
    },
    {
      sourcedId: 'role-3',
      userSourcedId: 'teacher-88',
      roleType: 'secondary',
      role: 'ext:librarian',
      orgSourcedId: 'school-104',
    },
  ],
}
