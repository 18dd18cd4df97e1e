// Visitor Aware, employees.csv. The layout is not published: the fields are our own, made from neighbouring articles.
import { birthDate, email, id, phone, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { besides, birthDates, emails, phones } from '../sis-headers'
import { active, family, firstName, lastName, ownLayout, school } from './family'

export const employees: ImportType = {
  name: `${family}/employees`,
  family,
  title: { en: 'Visitor Aware employees', es: 'Visitor Aware: empleados' },
  description: {
    en: `Employees, bus drivers among them. ${ownLayout.en}`,
    es: `Empleados, también los conductores de autobús. ${ownLayout.es}`,
  },
  fileNames: ['employees.csv'],
  key: ['Employee ID'],
  layout: 'unpublished',
  fields: [
    id('Employee ID', 'Employee ID', 'Número de empleado', {
      required: true,
      synonyms: ['employee_number', 'employee_no', 'staff_id', 'staff_number', 'teacher_number', 'badge_number'],
    }),
    firstName,
    lastName,
    birthDate('Date of Birth', {
      synonyms: besides(birthDates, 'Date of Birth'),
      note: says(
        'The vendor writes it as 19840229. Bus drivers sign in with it.',
        'El proveedor la escribe como 19840229. Los conductores de autobús entran con ella.',
      ),
    }),
    email('Email', 'E-mail', 'Correo electrónico', { synonyms: emails }),
    phone('Phone', 'Phone', 'Teléfono', { synonyms: [...phones, 'mobile_phone', 'cell_phone'] }),
    school(),
    text('Job Title', 'Job title', 'Puesto', { synonyms: ['title', 'position', 'position_title', 'puesto'] }),
    active,
  ],
  groupField: 'School ID',
  subject: ['employee', 'staff'],
  source:
    'Our own field names, after Visitor Aware help, Adding a Visitor (43000756284) and Bus Manager drivers (43000712493)',
  examples: [
    {
      'Employee ID': '88',
      'First Name': 'Tobias',
      'Last Name': 'Okafor',
      Email: 'tokafor@example.org',
      'School ID': '012',
      'Job Title': 'Teacher',
      Active: '1',
    },
    {
      'Employee ID': '5077',
      'First Name': 'Rosa',
      'Last Name': 'Iglesias',
      'Date of Birth': '1979-06-02',
      Phone: '555-010-0177',
      'Job Title': 'Bus driver',
    },
  ],
}
