// OneRoster 1.2, lineItemLearningObjectiveIds.csv.
import type { ImportType } from '../import-type'
import { departure, guid, recordFields } from '../oneroster-1.1/record-fields'
import { family, referenceTo, sourceOf } from './edition'
import { learningObjectiveFields, learningObjectivePatterns } from './learning-objective-fields'

export const lineItemLearningObjectiveIds: ImportType = {
  name: `${family}/lineItemLearningObjectiveIds`,
  family,
  title: {
    en: 'OneRoster 1.2 learning objectives of line items',
    es: 'OneRoster 1.2: objetivos de aprendizaje de las actividades evaluadas',
  },
  description: {
    en: 'Which learning objectives a line item is about.',
    es: 'De qué objetivos de aprendizaje trata una actividad evaluada.',
  },
  fileNames: ['lineItemLearningObjectiveIds.csv'],
  key: ['sourcedId'],
  fields: [
    ...recordFields([]),
    guid('lineItemSourcedId', 'Line item', 'Actividad evaluada', {
      required: true,
      reference: referenceTo('lineItems'),
      synonyms: ['lineItemSourceId', 'line_item_id', 'assignment_id'],
    }),
    ...learningObjectiveFields,
  ],
  departure,
  patternsWhere: learningObjectivePatterns,
  source: sourceOf('lineItemLearningObjectiveIds.csv'),
  examples: [
    {
      sourcedId: 'item-objective-1',
      lineItemSourcedId: 'item-fractions',
      source: 'case',
      learningObjectiveId: 'urn:uuid:6f1e8f1c-2d3a-4b57-9c1d-0a5b7c9e2f10',
    },
    {
      sourcedId: 'item-objective-2',
      lineItemSourcedId: 'item-cells-quiz',
      source: 'unknown',
      learningObjectiveId: 'SCI.6.2',
    },
  ],
}
