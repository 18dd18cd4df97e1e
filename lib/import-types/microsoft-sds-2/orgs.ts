// Microsoft School Data Sync 2, orgs.csv.
import { id, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { besides, schoolNames } from '../sis-headers'
import { family, referenceTo, sourcedId, sourceOf } from './family'

export const orgs: ImportType = {
  name: `${family}/orgs`,
  family,
  title: { en: 'Microsoft SDS V2 organizations', es: 'Microsoft SDS V2: organizaciones' },
  description: { en: 'The district and its schools.', es: 'El distrito y sus escuelas.' },
  fileNames: ['orgs.csv'],
  key: ['sourcedId'],
  fields: [
    sourcedId(['org_id', 'organization_id', 'school_id']),
    text('name', 'Name', 'Nombre', { required: true, synonyms: ['school_name', ...besides(schoolNames, 'name')] }),
    text('type', 'Type', 'Tipo', { required: true, synonyms: ['org_type', 'organization_type'] }),
    id('parentSourcedId', 'Parent organization', 'Organización superior', {
      reference: referenceTo('orgs'),
      synonyms: ['parentSourceId', 'parent_org_id'],
    }),
  ],
  subject: ['org', 'organization'],
  source: sourceOf('orgs.csv'),
  examples: [
    { sourcedId: 'district', name: 'Cedar Ridge District', type: 'district' },
    { sourcedId: 'school-012', name: 'Cedar Ridge Elementary', type: 'school', parentSourcedId: 'district' },
  ],
}
