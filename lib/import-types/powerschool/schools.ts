// PowerSchool vendor guide, schools.csv: named there as the target of school_id, without its fields. These are our own.
import { id, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { besides, schoolNames, schoolNumbers } from '../sis-headers'
import { family } from './family'

export const schools: ImportType = {
  name: `${family}/schools`,
  family,
  title: { en: 'PowerSchool schools', es: 'PowerSchool: escuelas' },
  description: {
    en: 'The schools that classes refer to. The guide names the file without its fields: they are our own.',
    es: 'Las escuelas de los grupos. La guía nombra el archivo sin sus campos: son nuestros.',
  },
  fileNames: ['schools.csv'],
  key: ['school_id'],
  layout: 'unpublished',
  fields: [
    id('school_id', 'School ID', 'Clave de la escuela', {
      required: true,
      synonyms: ['SchoolID', ...besides(schoolNumbers, 'school_number'), 'SCHOOLS.ID'],
    }),
    text('school_name', 'School name', 'Nombre de la escuela', { required: true, synonyms: ['name', ...schoolNames] }),
    id('school_number', 'School number', 'Número de la escuela', { synonyms: ['school_no', 'local_school_number'] }),
    id('state_id', 'State school number', 'Número estatal de la escuela', {
      synonyms: ['state_school_id', 'state_school_number', 'alternate_school_number'],
    }),
  ],
  groupField: 'school_id',
  subject: ['school'],
  source: 'PowerSchool vendor guide for automated exports names the file; its fields are our own',
  examples: [
    { school_id: '012', school_name: 'Cedar Ridge Elementary', school_number: '12', state_id: '101902012' },
    { school_id: '104', school_name: 'Lincoln Middle School' },
  ],
}
