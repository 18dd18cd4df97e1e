// OneRoster 1.1, lineItems.csv.
import { date, decimal, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { departure, family, guid, recordFields, referenceTo, sourceOf } from './record-fields'

export const lineItems: ImportType = {
  name: `${family}/lineItems`,
  family,
  title: { en: 'OneRoster 1.1 line items', es: 'OneRoster 1.1: actividades evaluadas' },
  description: {
    en: 'Assignments and tests of a class, each with its category and range of scores.',
    es: 'Tareas y exámenes de un grupo, cada uno con su categoría y su rango de calificaciones.',
  },
  fileNames: ['lineItems.csv'],
  key: ['sourcedId'],
  fields: [
    ...recordFields(['line_item_id', 'assignment_id']),
    text('title', 'Title', 'Título', { required: true, synonyms: ['assignment', 'assignment_name', 'name'] }),
    text('description', 'Description', 'Descripción', { synonyms: ['assignment_description'] }),
    date('assignDate', 'Assigned on', 'Fecha de asignación', {
      required: true,
      synonyms: ['assigned', 'date_assigned', 'assigned_date'],
    }),
    date('dueDate', 'Due on', 'Fecha de entrega', { required: true, synonyms: ['due', 'date_due'] }),
    guid('classSourcedId', 'Class', 'Grupo', {
      required: true,
      reference: referenceTo('classes'),
      synonyms: ['classSourceId', 'class_id', 'section_id'],
    }),
    guid('categorySourcedId', 'Category', 'Categoría', {
      required: true,
      reference: referenceTo('categories'),
      synonyms: ['categorySourceId', 'category_id'],
    }),
    guid('gradingPeriodSourcedId', 'Grading period', 'Periodo de evaluación', {
      required: true,
      reference: referenceTo('academicSessions'),
      synonyms: ['academicSessionSourcedId', 'grading_period_id', 'grading_period', 'term_id'],
    }),
    decimal('resultValueMin', 'Lowest score', 'Calificación mínima', {
      required: true,
      synonyms: ['min_score', 'minimum_score', 'points_min'],
    }),
    decimal('resultValueMax', 'Highest score', 'Calificación máxima', {
      required: true,
      synonyms: ['max_score', 'maximum_score', 'points_possible', 'max_points'],
    }),
  ],
  departure,
  ordered: [
    ['assignDate', 'dueDate'],
    ['resultValueMin', 'resultValueMax'],
  ],
  subject: ['line', 'item', 'assignment'],
  source: sourceOf('lineItems.csv'),
  examples: [
    {
      sourcedId: 'item-fractions',
      title: 'Fractions, sheet 4',
      description: 'Exercises 1 to 12',
      assignDate: '2025-09-15',
      dueDate: '2025-09-18',
      classSourcedId: 'class-5a-math',
      categorySourcedId: 'category-homework',
      gradingPeriodSourcedId: 'fall-2025',
      resultValueMin: '0',
      resultValueMax: '12',
    },
    {
      sourcedId: 'item-cells-quiz',
      title: 'Quiz: cells',
      assignDate: '2025-10-02',
      dueDate: '2025-10-02',
      classSourcedId: 'class-6-science',
      categorySourcedId: 'category-quiz',
      gradingPeriodSourcedId: 'fall-2025',
      resultValueMin: '0',
      resultValueMax: '20',
    },
  ],
}
