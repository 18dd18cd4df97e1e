// OneRoster 1.2, lineItems.csv: the session need not be a grading period, the range may be left out, the school is new.
import type { Field } from '../import-type'
import { lineItems as in11 } from '../oneroster-1.1/line-items'
import { guid } from '../oneroster-1.1/record-fields'
import { revised, referenceTo } from './edition'

export const lineItems = revised(in11, {
  fields: [
    ...in11.fields.map(asNow),
    guid('schoolSourcedId', 'School', 'Escuela', {
      required: true,
      reference: referenceTo('orgs'),
      synonyms: ['schoolSourceId', 'school_id', 'school_code'],
    }),
  ],
  groupField: 'schoolSourcedId',
  examples: in11.examples.map(({ gradingPeriodSourcedId = '', ...example }, index) => ({
    ...example,
    academicSessionSourcedId: gradingPeriodSourcedId,
    schoolSourcedId: index === 0 ? 'school-012' : 'school-104',
  })),
})

function asNow(field: Field): Field {
  if (field.name === 'gradingPeriodSourcedId') {
    return guid('academicSessionSourcedId', 'Academic session', 'Periodo escolar', {
      required: true,
      reference: referenceTo('academicSessions'),
      synonyms: ['gradingPeriodSourcedId', 'academicSessionSourceId', 'term_id', 'grading_period_id'],
    })
  }
  return field.name.startsWith('resultValue') ? { ...field, required: false } : field
}
