// OneRoster 1.2, results.csv: a score may be words, and says more about missing work. Who is a student stands in
// roles.csv, so it cannot be looked up among the users.
import { text, yesNo } from '../declare-field'
import type { Field } from '../import-type'
import { guid } from '../oneroster-1.1/record-fields'
import { results as in11 } from '../oneroster-1.1/results'
import { extension, referenceTo, revised } from './edition'

export const results = revised(in11, {
  fields: [
    ...in11.fields.map(asNow),
    text('textScore', 'Score in words', 'Calificación en palabras', { synonyms: ['letter_grade', 'letter_score'] }),
    guid('classSourcedId', 'Class', 'Grupo', {
      reference: referenceTo('classes'),
      synonyms: ['classSourceId', 'class_id', 'section_id'],
    }),
    yesNo('inProgress', 'In progress', 'En curso'),
    yesNo('incomplete', 'Incomplete', 'Incompleta', { synonyms: ['is_incomplete'] }),
    yesNo('late', 'Late', 'Fuera de tiempo', { synonyms: ['is_late'] }),
    yesNo('missing', 'Missing', 'No entregada', { synonyms: ['is_missing'] }),
  ],
  examples: [
    { ...in11.examples[0], textScore: 'A', classSourcedId: 'class-5a-math', late: 'false', missing: 'false' },
    {
      sourcedId: 'result-2',
      lineItemSourcedId: 'item-cells-quiz',
      studentSourcedId: 'student-00417',
      scoreStatus: 'ext:absent',
      scoreDate: '2025-10-03',
      classSourcedId: 'class-6-science',
      missing: 'true',
    },
  ],
})

function asNow(field: Field): Field {
  if (field.name === 'score') return { ...field, required: false }
  if (field.name === 'scoreStatus') return { ...field, ...extension }
  return field.name === 'studentSourcedId' ? { ...field, reference: referenceTo('users') } : field
}
