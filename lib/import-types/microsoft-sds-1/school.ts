// Microsoft School Data Sync V1, School.csv.
import { grade, id, phone, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { schoolNames, streets, zips } from '../sis-headers'
import { family, sisId, sourceOf } from './family'

export const school: ImportType = {
  name: `${family}/school`,
  family,
  title: { en: 'Microsoft SDS V1 schools', es: 'Microsoft SDS V1: escuelas' },
  description: { en: 'The schools of the district.', es: 'Las escuelas del distrito.' },
  fileNames: ['School.csv'],
  key: ['SIS ID'],
  fields: [
    sisId('SIS ID', 'Clave en el sistema escolar', ['school_id', 'DfE Number']),
    text('Name', 'Name', 'Nombre', { required: true, synonyms: ['school_name', ...schoolNames] }),
    text('School Number', 'School number', 'Número de la escuela', { synonyms: ['school_code'] }),
    id('State ID', 'State ID', 'Clave estatal', {}),
    grade('Grade Low', 'Lowest grade', 'Grado mínimo', { synonyms: ['low_grade'] }),
    grade('Grade High', 'Highest grade', 'Grado máximo', { synonyms: ['high_grade'] }),
    text('Principal Name', 'Principal', 'Director', { synonyms: ['principal'] }),
    text('Address', 'Address', 'Dirección', { synonyms: streets }),
    text('City', 'City', 'Ciudad', { synonyms: ['town'] }),
    text('State', 'State', 'Estado', {}),
    text('Zip', 'Zip code', 'Código postal', { synonyms: zips }),
    phone('Phone', 'Phone', 'Teléfono', { synonyms: ['phone_number'] }),
  ],
  ordered: [['Grade Low', 'Grade High']],
  subject: ['school'],
  source: sourceOf('School.csv'),
  examples: [
    { 'SIS ID': '012', Name: 'Cedar Ridge Elementary', 'School Number': '012', 'Grade Low': 'KG', 'Grade High': '05' },
    { 'SIS ID': '104', Name: 'Lincoln Middle School' },
  ],
}
