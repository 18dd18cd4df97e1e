// Canvas, in the order in which its files can be applied. Adding one is one file and one line here.
import type { ImportType } from '../import-type'
import { accounts } from './accounts'
import { courses } from './courses'
import { enrollments } from './enrollments'
import { sections } from './sections'
import { terms } from './terms'
import { users } from './users'

export const canvasSis: readonly ImportType[] = [users, accounts, terms, courses, sections, enrollments]
