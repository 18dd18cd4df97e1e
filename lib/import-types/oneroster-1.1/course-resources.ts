// OneRoster 1.1, courseResources.csv. The list of files in the binding misspells it; both names are met.
import { text } from '../declare-field'
import type { ImportType } from '../import-type'
import { departure, family, guid, recordFields, referenceTo, sourceOf } from './record-fields'

export const courseResources: ImportType = {
  name: `${family}/courseResources`,
  family,
  title: { en: 'OneRoster 1.1 course resources', es: 'OneRoster 1.1: recursos de los cursos' },
  description: {
    en: 'Which course uses which resource.',
    es: 'Qué curso usa qué recurso.',
  },
  fileNames: ['courseResources.csv', 'courseResourses.csv'],
  key: ['sourcedId'],
  fields: [
    ...recordFields([]),
    text('title', 'Title', 'Título', { synonyms: ['name'] }),
    guid('courseSourcedId', 'Course', 'Curso', {
      required: true,
      reference: referenceTo('courses'),
      synonyms: ['courseSourceId', 'course_id'],
    }),
    guid('resourceSourcedId', 'Resource', 'Recurso', {
      required: true,
      reference: referenceTo('resources'),
      synonyms: ['resourceSourceId', 'resource_id'],
    }),
  ],
  departure,
  source: sourceOf('courseResources.csv'),
  examples: [
    {
      sourcedId: 'course-resource-1',
      title: 'Textbook',
      courseSourcedId: 'course-math-5',
      resourceSourcedId: 'resource-math-5',
    },
    { sourcedId: 'course-resource-2', courseSourcedId: 'course-band', resourceSourcedId: 'resource-atlas' },
  ],
}
