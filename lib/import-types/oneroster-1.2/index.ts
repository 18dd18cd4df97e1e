// OneRoster 1.2, all 22 files, in the order in which they can be applied. Adding a file is one file and one line here.
import type { ImportType } from '../import-type'
import { academicSessions } from './academic-sessions'
import { categories } from './categories'
import { classResources } from './class-resources'
import { classes } from './classes'
import { courseResources } from './course-resources'
import { courses } from './courses'
import { demographics } from './demographics'
import { enrollments } from './enrollments'
import { lineItemLearningObjectiveIds } from './line-item-learning-objective-ids'
import { lineItemScoreScales } from './line-item-score-scales'
import { lineItems } from './line-items'
import { manifest } from './manifest'
import { orgs } from './orgs'
import { resources } from './resources'
import { resultLearningObjectiveIds } from './result-learning-objective-ids'
import { resultScoreScales } from './result-score-scales'
import { results } from './results'
import { roles } from './roles'
import { scoreScales } from './score-scales'
import { userProfiles } from './user-profiles'
import { userResources } from './user-resources'
import { users } from './users'

export const oneRoster12: readonly ImportType[] = [
  manifest,
  orgs,
  academicSessions,
  courses,
  classes,
  resources,
  users,
  userProfiles,
  roles,
  demographics,
  enrollments,
  courseResources,
  classResources,
  userResources,
  categories,
  lineItems,
  results,
  scoreScales,
  lineItemScoreScales,
  resultScoreScales,
  lineItemLearningObjectiveIds,
  resultLearningObjectiveIds,
]
