// OneRoster 1.2, classes.csv: as in 1.1, with class types of one's own.
import { classes as in11 } from '../oneroster-1.1/classes'
import { revised, changed, extension } from './edition'

export const classes = revised(in11, { fields: changed(in11.fields, 'classType', extension) })
