// Microsoft School Data Sync 2, in the order in which its files can be applied. Adding one is one file and one line here.
import type { ImportType } from '../import-type'
import { classes } from './classes'
import { enrollments } from './enrollments'
import { orgs } from './orgs'
import { users } from './users'

export const microsoftSds2: readonly ImportType[] = [orgs, users, classes, enrollments]
