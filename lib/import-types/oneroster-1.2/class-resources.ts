// OneRoster 1.2, classResources.csv: as in 1.1.
import { classResources as in11 } from '../oneroster-1.1/class-resources'
import { revised } from './edition'

export const classResources = revised(in11)
