// OneRoster 1.2, orgs.csv: as in 1.1, with types of one's own.
import { orgs as in11 } from '../oneroster-1.1/orgs'
import { revised, changed, extension } from './edition'

export const orgs = revised(in11, { fields: changed(in11.fields, 'type', extension) })
