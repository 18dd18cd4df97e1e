// OneRoster 1.2, demographics.csv: as in 1.1, with more tokens for sex.
import { demographics as in11 } from '../oneroster-1.1/demographics'
import { revised, changed, extension } from './edition'

export const demographics = revised(in11, {
  fields: changed(in11.fields, 'sex', { enum: ['male', 'female', 'other', 'unspecified'], ...extension }),
})
