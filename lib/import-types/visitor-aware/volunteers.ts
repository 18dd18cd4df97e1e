// Visitor Aware, volunteers.csv. The vendor's table is cut after Zip; the fields after it are our own and say so.
import { birthDate, email, phone, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { birthDates, besides, emails, firstNames, lastNames, middleNames, phones, streets, zips } from '../sis-headers'
import { family, oneOrZero, school } from './family'

export const volunteers: ImportType = {
  name: `${family}/volunteers`,
  family,
  title: { en: 'Visitor Aware volunteers', es: 'Visitor Aware: voluntarios' },
  description: {
    en: 'Volunteers with their address. The published table is cut off; the last three fields are our own.',
    es: 'Voluntarios con su dirección. La tabla publicada está incompleta; los tres últimos campos son nuestros.',
  },
  fileNames: ['volunteers.csv'],
  key: ['Email'],
  fields: [
    email('Email', 'E-mail', 'Correo electrónico', { required: true, synonyms: emails }),
    oneOrZero('Active Login', 'May sign in', 'Puede iniciar sesión', { synonyms: ['login_active', 'active'] }),
    phone('Phone', 'Phone', 'Teléfono', { synonyms: [...phones, 'mobile_phone', 'cell_phone'] }),
    text('Last', 'Last name', 'Apellidos', { required: true, synonyms: ['last_name', ...besides(lastNames, 'last')] }),
    text('First', 'First name', 'Nombre', {
      required: true,
      synonyms: ['first_name', ...besides(firstNames, 'first')],
    }),
    text('Middle', 'Middle name', 'Segundo nombre', { synonyms: ['middle_name', ...besides(middleNames, 'middle')] }),
    text('Address', 'Address', 'Dirección', { required: true, synonyms: streets }),
    text('City', 'City', 'Ciudad', { required: true, synonyms: ['ciudad', 'town'] }),
    text('State', 'State', 'Estado', {
      required: true,
      pattern: '[A-Za-z]{2}',
      note: says('Two letters.', 'Dos letras.'),
    }),
    text('Zip', 'Zip code', 'Código postal', {
      required: true,
      pattern: String.raw`\d{4,5}(?:-\d{4})?`,
      synonyms: zips,
    }),
    birthDate('Date of Birth', { synonyms: besides(birthDates, 'Date of Birth'), own: true }),
    school({ own: true }),
    text('Notes', 'Notes', 'Notas', { synonyms: ['note', 'comments'], own: true }),
  ],
  groupField: 'School ID',
  subject: ['volunteer'],
  source: 'Visitor Aware help, Importing Resources (43000432677), Volunteers, cut after Zip; later fields are our own',
  examples: [
    {
      Email: 'lreyes@example.org',
      'Active Login': '1',
      Phone: '5550100191',
      Last: 'Reyes Ortega',
      First: 'Lucía',
      Address: '12 Oak Street',
      City: 'Springfield',
      State: 'TX',
      Zip: '07504',
      'Date of Birth': '1984-11-30',
      'School ID': '012',
    },
    {
      Email: 'bmoss@example.org',
      Last: 'Moss',
      First: 'Benjamin',
      Middle: 'A.',
      Address: '4 Elm Street',
      City: 'Springfield',
      State: 'TX',
      Zip: '07504-1122',
    },
  ],
}
