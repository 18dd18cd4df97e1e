// OneRoster 1.1, in the order in which its files can be applied. Adding a file is one file and one line here.
import type { ImportType } from '../import-type'
import { academicSessions } from './academic-sessions'
import { categories } from './categories'
import { classResources } from './class-resources'
import { classes } from './classes'
import { courseResources } from './course-resources'
import { courses } from './courses'
import { demographics } from './demographics'
import { enrollments } from './enrollments'
import { lineItems } from './line-items'
import { manifest } from './manifest'
import { orgs } from './orgs'
import { resources } from './resources'
import { results } from './results'
import { users } from './users'

export const oneRoster11: readonly ImportType[] = [
  manifest,
  orgs,
  academicSessions,
  courses,
  classes,
  users,
  demographics,
  enrollments,
  resources,
  courseResources,
  classResources,
  categories,
  lineItems,
  results,
]
