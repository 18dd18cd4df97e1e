// Microsoft School Data Sync 2.1, in the order in which its files can be applied. Adding one is one file and one line here.
import type { ImportType } from '../import-type'
import { academicSessions } from './academic-sessions'
import { classes } from './classes'
import { courses } from './courses'
import { demographics } from './demographics'
import { enrollments } from './enrollments'
import { orgs } from './orgs'
import { relationships } from './relationships'
import { roles } from './roles'
import { userFlags } from './user-flags'
import { users } from './users'

export const microsoftSds21: readonly ImportType[] = [
  orgs,
  academicSessions,
  users,
  roles,
  courses,
  classes,
  enrollments,
  demographics,
  userFlags,
  relationships,
]
