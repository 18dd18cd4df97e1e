// Rollcall's own layouts, in the order in which they can be applied. Adding one is one file and one line here.
import type { ImportType } from '../import-type'
import { classes } from './classes'
import { enrollments } from './enrollments'
import { organizations } from './organizations'
import { people } from './people'

export const rollcall: readonly ImportType[] = [organizations, people, classes, enrollments]
