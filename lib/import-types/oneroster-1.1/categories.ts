// OneRoster 1.1, categories.csv.
import { text } from '../declare-field'
import type { ImportType } from '../import-type'
import { departure, family, recordFields, sourceOf } from './record-fields'

export const categories: ImportType = {
  name: `${family}/categories`,
  family,
  title: { en: 'OneRoster 1.1 categories', es: 'OneRoster 1.1: categorías de evaluación' },
  description: {
    en: 'Kinds of graded work, such as homework and tests.',
    es: 'Tipos de trabajo que se califica, como tareas y exámenes.',
  },
  fileNames: ['categories.csv'],
  key: ['sourcedId'],
  fields: [
    ...recordFields(['category_id']),
    text('title', 'Title', 'Título', {
      required: true,
      synonyms: ['category', 'category_name', 'category_title', 'name'],
    }),
  ],
  departure,
  subject: ['category'],
  source: sourceOf('categories.csv'),
  examples: [
    { sourcedId: 'category-homework', title: 'Homework' },
    { sourcedId: 'category-quiz', title: 'Quizzes' },
  ],
}
