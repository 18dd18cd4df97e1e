// OneRoster 1.2, categories.csv: a weight is new.
import { integer, says } from '../declare-field'
import { categories as in11 } from '../oneroster-1.1/categories'
import { revised } from './edition'

export const categories = revised(in11, {
  fields: [
    ...in11.fields,
    integer('weight', 'Weight', 'Ponderación', {
      minimum: 0,
      synonyms: ['category_weight', 'percent'],
      note: says('In per cent, a whole number.', 'En por ciento, un número entero.'),
    }),
  ],
  examples: [
    { sourcedId: 'category-homework', title: 'Homework', weight: '40' },
    { sourcedId: 'category-quiz', title: 'Quizzes', weight: '60' },
  ],
})
