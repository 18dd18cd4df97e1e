// Apple School Manager, locations.csv.
import { id, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { schoolNames, schoolNumbers } from '../sis-headers'
import { family, sourceOf } from './family'

export const locations: ImportType = {
  name: `${family}/locations`,
  family,
  title: { en: 'Apple School Manager locations', es: 'Apple School Manager: planteles' },
  description: {
    en: 'The schools. Apple wants all six files every time, in one ZIP; a broken reference fails the whole upload.',
    es: 'Las escuelas. Apple pide siempre los seis archivos en un ZIP; una referencia rota rechaza todo el envío.',
  },
  fileNames: ['locations.csv'],
  key: ['location_id'],
  fields: [
    id('location_id', 'Location ID', 'Clave del plantel', {
      required: true,
      synonyms: ['school_id', ...schoolNumbers],
    }),
    text('location_name', 'Name', 'Nombre', { required: true, synonyms: ['name', 'school_name', ...schoolNames] }),
  ],
  subject: ['location', 'school'],
  source: sourceOf('locations.csv'),
  examples: [
    { location_id: '012', location_name: 'Cedar Ridge Elementary' },
    { location_id: '104', location_name: 'Lincoln Middle School' },
  ],
}
