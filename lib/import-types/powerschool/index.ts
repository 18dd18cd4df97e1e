// The files of PowerSchool's vendor guide, in the order in which they can be applied. Adding one is one file and one
// line here.
import type { ImportType } from '../import-type'
import { classes } from './classes'
import { enrollments } from './enrollments'
import { schools } from './schools'
import { users } from './users'

export const powerSchool: readonly ImportType[] = [schools, users, classes, enrollments]
