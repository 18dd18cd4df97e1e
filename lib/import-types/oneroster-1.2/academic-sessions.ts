// OneRoster 1.2, academicSessions.csv: as in 1.1, with types of one's own.
import { academicSessions as in11 } from '../oneroster-1.1/academic-sessions'
import { revised, changed, extension } from './edition'

export const academicSessions = revised(in11, { fields: changed(in11.fields, 'type', extension) })
