// OneRoster 1.2, resultLearningObjectiveIds.csv.
import { decimal, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { departure, guid, recordFields } from '../oneroster-1.1/record-fields'
import { family, referenceTo, sourceOf } from './edition'
import { learningObjectiveFields, learningObjectivePatterns } from './learning-objective-fields'

export const resultLearningObjectiveIds: ImportType = {
  name: `${family}/resultLearningObjectiveIds`,
  family,
  title: {
    en: 'OneRoster 1.2 learning objectives of results',
    es: 'OneRoster 1.2: objetivos de aprendizaje de las calificaciones',
  },
  description: {
    en: 'What a result says about a learning objective.',
    es: 'Qué dice una calificación sobre un objetivo de aprendizaje.',
  },
  fileNames: ['resultLearningObjectiveIds.csv'],
  key: ['sourcedId'],
  fields: [
    ...recordFields([]),
    guid('resultSourcedId', 'Result', 'Calificación', {
      required: true,
      reference: referenceTo('results'),
      synonyms: ['resultSourceId', 'result_id'],
    }),
    ...learningObjectiveFields,
    decimal('score', 'Score', 'Puntaje', { synonyms: ['points', 'points_earned'] }),
    text('textScore', 'Score in words', 'Puntaje en palabras', { synonyms: ['letter_grade', 'letter_score'] }),
  ],
  departure,
  patternsWhere: learningObjectivePatterns,
  source: sourceOf('resultLearningObjectiveIds.csv'),
  examples: [
    {
      sourcedId: 'result-objective-1',
      resultSourcedId: 'result-1',
      source: 'case',
      learningObjectiveId: '6f1e8f1c-2d3a-4b57-9c1d-0a5b7c9e2f10',
      score: '3.5',
      textScore: 'Nearly mastered',
    },
    {
      sourcedId: 'result-objective-2',
      resultSourcedId: 'result-2',
      source: 'ext:state',
      learningObjectiveId: 'SCI.6.2',
    },
  ],
}
