// Clever, staff.csv, which takes the place of admins.csv. Several schools: one row for each.
import { email, id, password, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { emails } from '../sis-headers'
import { family, firstName, lastName, school, sourceOf } from './family'

export const staff: ImportType = {
  name: `${family}/staff`,
  family,
  title: { en: 'Clever staff', es: 'Clever: personal' },
  description: {
    en: 'Staff other than teachers, one row for each school.',
    es: 'Personal que no es docente, una fila por escuela.',
  },
  fileNames: ['staff.csv'],
  key: ['Staff_id', 'School_id'],
  fields: [
    school(),
    id('Staff_id', 'Staff ID', 'Número de empleado', {
      required: true,
      synonyms: ['employee_id', 'employee_number', 'staff_number', 'admin_id'],
    }),
    email('Staff_email', 'E-mail', 'Correo electrónico', { synonyms: ['email', 'admin_email', ...emails] }),
    firstName(),
    lastName(),
    text('Department', 'Department', 'Área', { synonyms: ['dept'] }),
    text('Title', 'Title', 'Puesto', { synonyms: ['job_title', 'admin_title', 'position'] }),
    text('Username', 'User name', 'Nombre de usuario', { synonyms: ['login', 'login_id', 'user_login'] }),
    password('Password'),
    text('Role', 'Role', 'Función', { synonyms: ['staff_role'] }),
  ],
  groupField: 'School_id',
  subject: ['staff', 'employee'],
  source: sourceOf('staff.csv'),
  examples: [
    {
      School_id: '012',
      Staff_id: '5002',
      Staff_email: 'nbrandt@example.org',
      First_name: 'Nadia',
      Last_name: 'Brandt',
      Department: 'Administration',
      Title: 'Principal',
      Username: 'nbrandt',
    },
    { School_id: '104', Staff_id: '5002', First_name: 'Nadia', Last_name: 'Brandt' },
  ],
}
