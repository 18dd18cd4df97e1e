// Rollcall's own layout of organizations.
import { id, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { schoolNames, schoolNumbers } from '../sis-headers'
import { family, referenceTo, source } from './family'

export const organizations: ImportType = {
  name: `${family}/organizations`,
  family,
  title: { en: 'Rollcall organizations', es: 'Rollcall: organizaciones' },
  description: {
    en: 'The district, its schools and departments, in a plain layout of our own.',
    es: 'El distrito, sus escuelas y departamentos, en un formato sencillo y propio.',
  },
  fileNames: ['organizations.csv'],
  key: ['organization_id'],
  layout: 'own',
  fields: [
    id('organization_id', 'Organization ID', 'Clave de la organización', {
      required: true,
      synonyms: ['school_id', 'org_id', ...schoolNumbers],
    }),
    text('name', 'Name', 'Nombre', { required: true, synonyms: ['school_name', ...schoolNames] }),
    text('type', 'Type', 'Tipo', {
      enum: ['district', 'school', 'department'],
      enumOpen: true,
      synonyms: ['org_type', 'organization_type', 'school_type'],
    }),
    id('parent_id', 'Parent organization', 'Organización superior', {
      reference: referenceTo('organizations', 'organization_id'),
      synonyms: ['parent_organization_id', 'district_id'],
    }),
    id('state_number', 'State number', 'Número estatal', { synonyms: ['state_id', 'state_school_id', 'nces_id'] }),
  ],
  subject: ['organization', 'school'],
  source,
  examples: [
    { organization_id: 'district', name: 'Cedar Ridge District', type: 'district' },
    { organization_id: '012', name: 'Cedar Ridge Elementary', type: 'school', parent_id: 'district' },
    { organization_id: '104', name: 'Lincoln Middle School', type: 'school', parent_id: 'district' },
  ],
}
