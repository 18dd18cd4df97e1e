// Apple School Manager, in the order in which its files can be applied. Adding one is one file and one line here.
import type { ImportType } from '../import-type'
import { classes } from './classes'
import { courses } from './courses'
import { locations } from './locations'
import { rosters } from './rosters'
import { staff } from './staff'
import { students } from './students'

export const appleSchoolManager: readonly ImportType[] = [locations, students, staff, courses, classes, rosters]
