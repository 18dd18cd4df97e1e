// Microsoft School Data Sync 2, classes.csv.
import { id, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { family, referenceTo, sourcedId, sourceOf } from './family'

export const classes: ImportType = {
  name: `${family}/classes`,
  family,
  title: { en: 'Microsoft SDS V2 classes', es: 'Microsoft SDS V2: grupos' },
  description: { en: 'The classes of each school.', es: 'Los grupos de cada escuela.' },
  fileNames: ['classes.csv'],
  key: ['sourcedId'],
  fields: [
    sourcedId(['class_id', 'section_id']),
    id('orgSourcedId', 'Organization', 'Organización', {
      required: true,
      reference: referenceTo('orgs'),
      synonyms: ['orgSourceId', 'org_id', 'school_id'],
    }),
    text('title', 'Title', 'Título', { required: true, synonyms: ['class_name', 'section_name', 'name'] }),
  ],
  groupField: 'orgSourcedId',
  subject: ['class', 'section'],
  source: sourceOf('classes.csv'),
  examples: [
    { sourcedId: '5A-MATH', orgSourcedId: 'school-012', title: 'Mathematics 5A' },
    { sourcedId: '5A-ART', orgSourcedId: 'school-012', title: 'Art 5A' },
  ],
}
