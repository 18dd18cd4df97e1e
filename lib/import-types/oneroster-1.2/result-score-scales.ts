// OneRoster 1.2, resultScoreScales.csv.
import { text } from '../declare-field'
import type { ImportType } from '../import-type'
import { departure, guid, recordFields } from '../oneroster-1.1/record-fields'
import { family, referenceTo, sourceOf } from './edition'

export const resultScoreScales: ImportType = {
  name: `${family}/resultScoreScales`,
  family,
  title: { en: 'OneRoster 1.2 score scales of results', es: 'OneRoster 1.2: escalas de las calificaciones' },
  description: {
    en: 'Which scale the scores of results are given in.',
    es: 'En qué escala se dan las calificaciones.',
  },
  fileNames: ['resultScoreScales.csv'],
  key: ['sourcedId'],
  fields: [
    ...recordFields([]),
    text('title', 'Title', 'Título', { synonyms: ['name'] }),
    guid('resultSourcedId', 'Result', 'Calificación', {
      required: true,
      reference: referenceTo('results'),
      synonyms: ['resultSourceId', 'result_id', 'score_id'],
    }),
    guid('scoreScaleSourcedId', 'Score scale', 'Escala de calificación', {
      required: true,
      reference: referenceTo('scoreScales'),
      synonyms: ['scoreScaleSourceId', 'score_scale_id'],
    }),
  ],
  departure,
  source: sourceOf('resultScoreScales.csv'),
  examples: [
    {
      sourcedId: 'result-scale-1',
      title: 'Letters',
      resultSourcedId: 'result-1',
      scoreScaleSourcedId: 'scale-letters',
    },
    { sourcedId: 'result-scale-2', resultSourcedId: 'result-2', scoreScaleSourcedId: 'scale-pass' },
  ],
}
