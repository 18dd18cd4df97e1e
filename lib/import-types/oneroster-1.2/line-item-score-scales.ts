// OneRoster 1.2, lineItemScoreScales.csv.
import { text } from '../declare-field'
import type { ImportType } from '../import-type'
import { departure, guid, recordFields } from '../oneroster-1.1/record-fields'
import { family, referenceTo, sourceOf } from './edition'

export const lineItemScoreScales: ImportType = {
  name: `${family}/lineItemScoreScales`,
  family,
  title: { en: 'OneRoster 1.2 score scales of line items', es: 'OneRoster 1.2: escalas de las actividades evaluadas' },
  description: {
    en: 'Which scale the scores of line items are given in.',
    es: 'En qué escala se dan las actividades evaluadas.',
  },
  fileNames: ['lineItemScoreScales.csv'],
  key: ['sourcedId'],
  fields: [
    ...recordFields([]),
    text('title', 'Title', 'Título', { synonyms: ['name'] }),
    guid('lineItemSourcedId', 'Line item', 'Actividad evaluada', {
      required: true,
      reference: referenceTo('lineItems'),
      synonyms: ['lineItemSourceId', 'line_item_id', 'assignment_id'],
    }),
    guid('scoreScaleSourcedId', 'Score scale', 'Escala de calificación', {
      required: true,
      reference: referenceTo('scoreScales'),
      synonyms: ['scoreScaleSourceId', 'score_scale_id'],
    }),
  ],
  departure,
  source: sourceOf('lineItemScoreScales.csv'),
  examples: [
    {
      sourcedId: 'line-item-scale-1',
      title: 'Letters',
      lineItemSourcedId: 'item-fractions',
      scoreScaleSourcedId: 'scale-letters',
    },
    { sourcedId: 'line-item-scale-2', lineItemSourcedId: 'item-cells-quiz', scoreScaleSourcedId: 'scale-pass' },
  ],
}
