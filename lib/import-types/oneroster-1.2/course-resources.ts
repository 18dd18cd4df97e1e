// OneRoster 1.2, courseResources.csv: as in 1.1.
import { courseResources as in11 } from '../oneroster-1.1/course-resources'
import { revised } from './edition'

export const courseResources = revised(in11)
