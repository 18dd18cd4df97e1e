// Rollcall's own layout of people: students, staff and guardians in one file.
import { birthDate, date, email, grade, id, list, phone, says, text, yesNo } from '../declare-field'
import type { ImportType } from '../import-type'
import * as headers from '../sis-headers'
import { family, referenceTo, source } from './family'

export const people: ImportType = {
  name: `${family}/people`,
  family,
  title: { en: 'Rollcall people', es: 'Rollcall: personas' },
  description: {
    en: 'Students, staff and guardians, in a plain layout of our own.',
    es: 'Alumnos, personal y tutores, en un formato sencillo y propio.',
  },
  fileNames: ['people.csv'],
  key: ['person_id'],
  layout: 'own',
  fields: [
    id('person_id', 'Person ID', 'Número de la persona', {
      required: true,
      synonyms: ['user_id', 'student_id', 'staff_id', ...headers.studentNumbers, ...headers.teacherNumbers],
      note: says('The same every night, and nobody else’s.', 'El mismo todas las noches, y de nadie más.'),
    }),
    text('role', 'Role', 'Rol', {
      required: true,
      enum: ['student', 'teacher', 'administrator', 'staff', 'guardian'],
      enumOpen: true,
      synonyms: ['user_role', 'user_type', 'person_type'],
    }),
    text('first_name', 'First name', 'Nombre', { required: true, synonyms: headers.firstNames }),
    text('last_name', 'Last name', 'Apellidos', { required: true, synonyms: headers.lastNames }),
    text('middle_name', 'Middle name', 'Segundo nombre', {
      synonyms: headers.besides(headers.middleNames, 'middle_name'),
    }),
    text('preferred_name', 'Preferred name', 'Nombre preferido', { synonyms: ['nickname', 'goes_by'] }),
    list('organization_ids', 'Organizations', 'Organizaciones', {
      required: true,
      reference: referenceTo('organizations', 'organization_id'),
      synonyms: ['organization_id', 'school_id', 'school_ids', 'school', ...headers.schoolNumbers],
      note: says('Several schools with commas.', 'Varias escuelas con comas.'),
    }),
    grade('grade', 'Grade', 'Grado', { synonyms: headers.gradeLevels }),
    email('email', 'E-mail', 'Correo electrónico', { synonyms: headers.emails }),
    phone('phone', 'Phone', 'Teléfono', { synonyms: headers.phones }),
    text('username', 'User name', 'Nombre de usuario', { synonyms: headers.besides(headers.logins, 'username') }),
    birthDate('birth_date', { synonyms: headers.besides(headers.birthDates, 'birth_date') }),
    date('entry_date', 'Entry date', 'Fecha de ingreso', { synonyms: ['enrollment_date', 'start_date'] }),
    date('exit_date', 'Exit date', 'Fecha de salida', { synonyms: ['withdrawal_date', 'end_date'] }),
    list('guardian_ids', 'Guardians', 'Tutores', {
      reference: referenceTo('people', 'person_id'),
      synonyms: ['guardian_id', 'parent_ids', 'parent_id'],
      note: says('For a student: the guardians, with commas.', 'Para un alumno: sus tutores, con comas.'),
    }),
    yesNo('active', 'Active', 'Activo', { synonyms: ['is_active', 'enabled', 'enabled_user'] }),
  ],
  groupField: 'organization_ids',
  ordered: [['entry_date', 'exit_date']],
  subject: ['person', 'user', 'student', 'teacher', 'staff'],
  source,
  examples: [
    {
      person_id: '00417',
      role: 'student',
      first_name: 'Maya',
      last_name: 'Reyes',
      preferred_name: 'May',
      organization_ids: '012',
      grade: '05',
      email: 'mreyes@example.org',
      birth_date: '2015-03-09',
      entry_date: '2025-08-11',
      guardian_ids: 'G0091',
      active: 'true',
    },
    {
      person_id: 'T88',
      role: 'teacher',
      first_name: 'Tobias',
      last_name: 'Okafor',
      organization_ids: '012,104',
      username: 'tokafor',
    },
    {
      person_id: 'G0091',
      role: 'guardian',
      first_name: 'Lucía',
      last_name: 'Reyes Ortega',
      organization_ids: '012',
      phone: '555-010-0191',
    },
  ],
}
