// OneRoster 1.1, results.csv.
import { date, decimal, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { departure, family, guid, recordFields, referenceTo, sourceOf } from './record-fields'

export const results: ImportType = {
  name: `${family}/results`,
  family,
  title: { en: 'OneRoster 1.1 results', es: 'OneRoster 1.1: calificaciones' },
  description: {
    en: 'The score of one student for one line item.',
    es: 'La calificación de un alumno en una actividad evaluada.',
  },
  fileNames: ['results.csv'],
  key: ['sourcedId'],
  fields: [
    ...recordFields(['result_id', 'score_id']),
    guid('lineItemSourcedId', 'Line item', 'Actividad evaluada', {
      required: true,
      reference: referenceTo('lineItems'),
      synonyms: ['lineItemSourceId', 'line_item_id', 'assignment_id'],
    }),
    guid('studentSourcedId', 'Student', 'Alumno', {
      required: true,
      reference: referenceTo('users', { field: 'role', values: ['student'] }),
      synonyms: ['studentSourceId', 'student_id', 'userSourcedId', 'user_id'],
    }),
    text('scoreStatus', 'Score status', 'Estado de la calificación', {
      required: true,
      enum: ['exempt', 'fully graded', 'not submitted', 'partially graded', 'submitted'],
      synonyms: ['result_status', 'grading_status'],
    }),
    decimal('score', 'Score', 'Calificación', {
      required: true,
      synonyms: ['points', 'points_earned', 'result_score'],
      note: says('Within the range of the line item.', 'Dentro del rango de la actividad evaluada.'),
    }),
    date('scoreDate', 'Score date', 'Fecha de la calificación', {
      required: true,
      synonyms: ['date_scored', 'graded_date', 'date_graded'],
    }),
    text('comment', 'Comment', 'Comentario', { synonyms: ['comments', 'teacher_comment', 'feedback'] }),
  ],
  departure,
  subject: ['result'],
  source: sourceOf('results.csv'),
  examples: [
    {
      sourcedId: 'result-1',
      lineItemSourcedId: 'item-fractions',
      studentSourcedId: 'student-00417',
      scoreStatus: 'fully graded',
      score: '11.5',
      scoreDate: '2025-09-19',
      comment: 'Well done',
    },
    {
      sourcedId: 'result-2',
      lineItemSourcedId: 'item-cells-quiz',
      studentSourcedId: 'student-00417',
      scoreStatus: 'not submitted',
      score: '0',
      scoreDate: '2025-10-03',
    },
  ],
}
