// Visitor Aware, locations: the schools, uploaded in the browser there. Every School ID of the other files names one.
import { id, phone, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { schoolNames, schoolNumbers, streets, zips } from '../sis-headers'
import { active, family } from './family'

export const locations: ImportType = {
  name: `${family}/locations`,
  family,
  title: { en: 'Visitor Aware locations', es: 'Visitor Aware: ubicaciones' },
  description: {
    en: 'The schools and other buildings, each with the number the SIS knows it by.',
    es: 'Las escuelas y otros edificios, cada uno con el número que tiene en el sistema escolar.',
  },
  fileNames: ['locations.csv'],
  key: ['Name'],
  fields: [
    text('Name', 'Name', 'Nombre', { required: true, maxLength: 255, synonyms: [...schoolNames, 'location_name'] }),
    text('Address', 'Address', 'Dirección', {
      required: true,
      unique: true,
      synonyms: streets,
      note: says('Unique in the account.', 'Única en la cuenta.'),
    }),
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
    id('School ID', 'School ID', 'Clave de la escuela', {
      lookup: true,
      required: true,
      unique: true,
      synonyms: ['school_id', ...schoolNumbers],
      note: says(
        'The number of the school in the SIS, by which all other files name it.',
        'El número de la escuela en el sistema escolar, con el que la nombran los demás archivos.',
      ),
    }),
    active,
    phone('Phone', 'Phone', 'Teléfono', { synonyms: ['phone_number', 'telephone'] }),
  ],
  groupField: 'School ID',
  subject: ['location', 'school'],
  source: 'Visitor Aware help, Importing Resources (43000432677), Locations',
  examples: [
    {
      Name: 'Cedar Ridge Elementary',
      Address: '100 Cedar Road',
      City: 'Springfield',
      State: 'TX',
      Zip: '07504',
      'School ID': '012',
      Active: '1',
      Phone: '5550100012',
    },
    {
      Name: 'Lincoln Middle School',
      Address: '8 Lincoln Square',
      City: 'Springfield',
      State: 'TX',
      Zip: '07504',
      'School ID': '104',
      Active: '1',
    },
  ],
}
