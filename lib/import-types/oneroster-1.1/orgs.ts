// OneRoster 1.1, orgs.csv.
import type { ImportType } from '../import-type'
import { departure, family, guid, recordFields, referenceTo, sourceOf } from './record-fields'

export const orgs: ImportType = {
  name: `${family}/orgs`,
  family,
  title: { en: 'OneRoster 1.1 organizations', es: 'OneRoster 1.1: organizaciones' },
  description: {
    en: 'The district and its schools and departments.',
    es: 'El distrito y sus escuelas y departamentos.',
  },
  // Naviance's page once spells it so.
  fileNames: ['orgs.csv', 'org.csv'],
  key: ['sourcedId'],
  fields: [
    ...recordFields(['org_id', 'organization_id', 'school_id']),
    {
      name: 'name',
      title: { en: 'Name', es: 'Nombre' },
      kind: 'text',
      required: true,
      synonyms: ['org_name', 'organization_name', 'school_name', 'building_name', 'campus_name'],
    },
    {
      name: 'type',
      title: { en: 'Type', es: 'Tipo' },
      kind: 'text',
      required: true,
      enum: ['department', 'school', 'district', 'local', 'state', 'national'],
      synonyms: ['org_type', 'organization_type'],
    },
    {
      name: 'identifier',
      title: { en: 'Identifier', es: 'Identificador' },
      kind: 'text',
      synonyms: ['school_number', 'school_code', 'nces_id', 'building_code'],
      note: {
        en: 'A number people know the school by, such as the NCES number.',
        es: 'Un número por el que se conoce la escuela, como el número NCES o la clave del centro de trabajo.',
      },
    },
    guid('parentSourcedId', 'Parent organization', 'Organización superior', {
      reference: referenceTo('orgs'),
      synonyms: ['parentSourceId', 'parent_org_id', 'parent_id'],
    }),
  ],
  departure,
  subject: ['org', 'organization'],
  source: sourceOf('orgs.csv'),
  examples: [
    { sourcedId: 'district', name: 'Cedar Ridge District', type: 'district', identifier: '4800001' },
    {
      sourcedId: 'school-012',
      name: 'Cedar Ridge Elementary',
      type: 'school',
      identifier: '012',
      parentSourcedId: 'district',
    },
    {
      sourcedId: 'school-104',
      name: 'Lincoln Middle School',
      type: 'school',
      identifier: '104',
      parentSourcedId: 'district',
    },
  ],
}
