// Istation campus codes: the schools, with the code by which the other files name them.
import { id, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { schoolNames, schoolNumbers } from '../sis-headers'
import { family, ownHeaders } from './family'

export const campusCodes: ImportType = {
  name: `${family}/campus-codes`,
  family,
  title: { en: 'Istation campus codes', es: 'Istation: claves de plantel' },
  description: {
    en: `The campuses with the code the other files name them by. ${ownHeaders.en}`,
    es: `Los planteles con la clave que usan los demás archivos. ${ownHeaders.es}`,
  },
  fileNames: ['campus_codes.csv'],
  key: ['campus_code'],
  layout: 'unpublished',
  fields: [
    text('campus_name', 'Campus name', 'Nombre del plantel', {
      required: true,
      maxLength: 255,
      synonyms: ['school_name', 'name', ...schoolNames.filter((name) => name !== 'campus_name')],
    }),
    id('campus_code', 'Campus code', 'Clave del plantel', {
      required: true,
      synonyms: ['campus_id', 'school_id', ...schoolNumbers.filter((name) => name !== 'campus_code')],
    }),
    id('state_id', 'State campus number', 'Número estatal del plantel', {
      synonyms: ['state_school_id', 'state_school_number', 'state_code'],
    }),
  ],
  groupField: 'campus_code',
  subject: ['campus', 'school'],
  source:
    'Istation help names this file (istationhelp.helpjuice.com); its columns are not visible, the headers are our own',
  examples: [
    { campus_name: 'Cedar Ridge Elementary', campus_code: '012', state_id: '101902012' },
    { campus_name: 'Lincoln Middle School', campus_code: '104' },
  ],
}
