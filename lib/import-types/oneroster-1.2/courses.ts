// OneRoster 1.2, courses.csv: as in 1.1.
import { courses as in11 } from '../oneroster-1.1/courses'
import { revised } from './edition'

export const courses = revised(in11)
