// OneRoster 1.1, classResources.csv.
import { text } from '../declare-field'
import type { ImportType } from '../import-type'
import { departure, family, guid, recordFields, referenceTo, sourceOf } from './record-fields'

export const classResources: ImportType = {
  name: `${family}/classResources`,
  family,
  title: { en: 'OneRoster 1.1 class resources', es: 'OneRoster 1.1: recursos de los grupos' },
  description: {
    en: 'Which class uses which resource.',
    es: 'Qué grupo usa qué recurso.',
  },
  fileNames: ['classResources.csv'],
  key: ['sourcedId'],
  fields: [
    ...recordFields([]),
    text('title', 'Title', 'Título', { synonyms: ['name'] }),
    guid('classSourcedId', 'Class', 'Grupo', {
      required: true,
      reference: referenceTo('classes'),
      synonyms: ['classSourceId', 'class_id'],
    }),
    guid('resourceSourcedId', 'Resource', 'Recurso', {
      required: true,
      reference: referenceTo('resources'),
      synonyms: ['resourceSourceId', 'resource_id'],
    }),
  ],
  departure,
  source: sourceOf('classResources.csv'),
  examples: [
    {
      sourcedId: 'class-resource-1',
      title: 'Textbook',
      classSourcedId: 'class-5a-math',
      resourceSourcedId: 'resource-math-5',
    },
    { sourcedId: 'class-resource-2', classSourcedId: 'class-6-science', resourceSourcedId: 'resource-atlas' },
  ],
}
