// OneRoster 1.2, resources.csv: as in 1.1, with the roles of 1.2 and roles of one's own.
import { resources as in11 } from '../oneroster-1.1/resources'
import { revised, changed, extension, roleTokens } from './edition'

export const resources = revised(in11, {
  fields: changed(in11.fields, 'roles', { enum: roleTokens, ...extension }),
})
