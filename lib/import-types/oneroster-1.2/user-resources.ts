// OneRoster 1.2, userResources.csv.
import type { ImportType } from '../import-type'
import { departure, guid, recordFields } from '../oneroster-1.1/record-fields'
import { family, referenceTo, sourceOf } from './edition'

export const userResources: ImportType = {
  name: `${family}/userResources`,
  family,
  title: { en: 'OneRoster 1.2 user resources', es: 'OneRoster 1.2: recursos de los usuarios' },
  description: {
    en: 'Which person uses which resource, in an organization or a class if need be.',
    es: 'Qué persona usa qué recurso, si es preciso en una organización o un grupo.',
  },
  fileNames: ['userResources.csv'],
  key: ['sourcedId'],
  fields: [
    ...recordFields([]),
    guid('userSourcedId', 'Person', 'Persona', {
      required: true,
      reference: referenceTo('users'),
      synonyms: ['userSourceId', 'user_id', 'person_id'],
    }),
    guid('orgSourcedId', 'Organization', 'Organización', {
      reference: referenceTo('orgs'),
      synonyms: ['orgSourceId', 'org_id', 'school_id'],
    }),
    guid('classSourcedId', 'Class', 'Grupo', {
      reference: referenceTo('classes'),
      synonyms: ['classSourceId', 'class_id', 'section_id'],
    }),
    guid('resourceSourcedId', 'Resource', 'Recurso', {
      required: true,
      reference: referenceTo('resources'),
      synonyms: ['resourceSourceId', 'resource_id'],
    }),
  ],
  groupField: 'orgSourcedId',
  departure,
  source: sourceOf('userResources.csv'),
  examples: [
    {
      sourcedId: 'user-resource-1',
      userSourcedId: 'student-00417',
      orgSourcedId: 'school-012',
      classSourcedId: 'class-5a-math',
      resourceSourcedId: 'resource-math-5',
    },
    { sourcedId: 'user-resource-2', userSourcedId: 'teacher-88', resourceSourcedId: 'resource-atlas' },
  ],
}
