// Visitor Aware, visitors.csv: one row for each visitor and student. The layout is not published: the fields are our
// own, made from the form on which a visitor is added.
import { birthDate, date, email, id, phone, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { besides, birthDates, emails, phones, sexes, streets, zips } from '../sis-headers'
import { family, firstName, lastName, middleName, oneOrZero, ownLayout, referenceTo, student } from './family'

export const visitors: ImportType = {
  name: `${family}/visitors`,
  family,
  title: { en: 'Visitor Aware visitors', es: 'Visitor Aware: visitantes' },
  description: {
    en: `Parents, guardians and other visitors, one row for each visitor and student. ${ownLayout.en}`,
    es: `Padres, tutores y otros visitantes, una fila por visitante y alumno. ${ownLayout.es}`,
  },
  fileNames: ['visitors.csv'],
  // Two people of one name, or one person with two students, must not be taken for each other.
  key: ['Visitor ID', 'First Name', 'Last Name', 'Date of Birth', 'Student ID'],
  layout: 'unpublished',
  fields: [
    id('Visitor ID', 'Visitor ID', 'Número del visitante', {
      blankInKey: true,
      synonyms: ['guardian_id', 'parent_id', 'contact_id', 'visitor_number', 'guardian_number'],
      note: says(
        'Recommended. Without it, name and birth date tell visitors apart.',
        'Recomendado. Sin él, el nombre y la fecha de nacimiento distinguen a los visitantes.',
      ),
    }),
    { ...firstName, synonyms: [...(firstName.synonyms ?? []), 'guardian_first_name', 'parent_first_name'] },
    { ...lastName, synonyms: [...(lastName.synonyms ?? []), 'guardian_last_name', 'parent_last_name'] },
    middleName,
    text('Address', 'Address', 'Dirección', { synonyms: streets }),
    text('City', 'City', 'Ciudad', { synonyms: ['ciudad', 'town'] }),
    text('State', 'State', 'Estado', { pattern: '[A-Za-z]{2}', note: says('Two letters.', 'Dos letras.') }),
    text('Zip', 'Zip code', 'Código postal', { synonyms: zips }),
    birthDate('Date of Birth', {
      blankInKey: true,
      synonyms: besides(birthDates, 'Date of Birth'),
      note: says(
        'Required on the vendor’s form, optional here. It helps to tell visitors apart.',
        'Obligatoria en el formulario del proveedor, opcional aquí. Ayuda a distinguir a los visitantes.',
      ),
    }),
    text('Sex', 'Sex', 'Sexo', {
      enum: ['male', 'female', 'other'],
      sensitive: true,
      synonyms: besides(sexes, 'Sex'),
      note: says(
        'Required on the vendor’s form, optional here.',
        'Obligatorio en el formulario del proveedor, opcional aquí.',
      ),
    }),
    text('Visitor Type', 'Visitor type', 'Tipo de visitante', { synonyms: ['type', 'contact_type'] }),
    id('Employee ID', 'Employee ID', 'Número de empleado', {
      reference: referenceTo('employees', 'Employee ID'),
      synonyms: ['employee_number', 'staff_id'],
    }),
    email('Email', 'E-mail', 'Correo electrónico', { synonyms: [...emails, 'guardian_email', 'parent_email'] }),
    phone('Phone', 'Phone', 'Teléfono', { synonyms: [...phones, 'guardian_phone', 'parent_phone', 'mobile_phone'] }),
    oneOrZero('Banned', 'Banned', 'Acceso prohibido', { synonyms: ['is_banned', 'no_entry'] }),
    text('Notes', 'Notes', 'Notas', { synonyms: ['note', 'comments'] }),
    student({
      blankInKey: true,
      lookup: true,
      note: says('Whose visitor it is; one row for each student.', 'De quién es visitante; una fila por alumno.'),
    }),
    text('Relationship', 'Relationship', 'Parentesco', { synonyms: ['relation', 'contact_relationship'] }),
    oneOrZero('Can Pick Up', 'May pick up', 'Puede recoger', { synonyms: ['pickup', 'may_pick_up', 'can_pickup'] }),
    date('Start Date', 'Start date', 'Fecha de inicio', {
      synonyms: ['begin_date', 'valid_from'],
      note: says('For temporary guardians.', 'Para tutores temporales.'),
    }),
    date('End Date', 'End date', 'Fecha de fin', {
      synonyms: ['valid_until', 'valid_to'],
      note: says('For temporary guardians.', 'Para tutores temporales.'),
    }),
  ],
  ordered: [['Start Date', 'End Date']],
  subject: ['visitor', 'guest'],
  source:
    'Our own field names, after Visitor Aware help, Adding a Visitor (43000756284) and Temporary Guardians (43000744328)',
  examples: [
    {
      'Visitor ID': '0091',
      'First Name': 'Lucía',
      'Last Name': 'Reyes Ortega',
      'Date of Birth': '1984-11-30',
      Sex: 'female',
      'Visitor Type': 'Guardian',
      Email: 'lreyes@example.org',
      Phone: '555-010-0191',
      'Student ID': '00417',
      Relationship: 'Mother',
      'Can Pick Up': '1',
    },
    {
      'First Name': 'Hiro',
      'Last Name': 'Nakamura',
      'Date of Birth': '1955-02-17',
      'Student ID': '00418',
      Relationship: 'Grandfather',
      'Can Pick Up': '1',
      'Start Date': '2025-09-01',
      'End Date': '2025-12-19',
    },
    {
      'First Name': 'Joan',
      'Last Name': 'Doe',
      'Visitor Type': 'Contractor',
      Banned: '1',
      Notes: 'See the district office',
    },
  ],
}
