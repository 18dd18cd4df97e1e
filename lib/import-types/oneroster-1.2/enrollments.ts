// OneRoster 1.2, enrollments.csv: as in 1.1, with roles of one's own. They need not be those of roles.csv (1.2.1).
import { enrollments as in11 } from '../oneroster-1.1/enrollments'
import { revised, changed, extension } from './edition'

export const enrollments = revised(in11, { fields: changed(in11.fields, 'role', extension) })
