// PowerSchool AutoSend, in the order in which its files can be applied. Adding one is one file and one line here.
import type { ImportType } from '../import-type'
import { attendance } from './attendance'
import { courses } from './courses'
import { sections } from './sections'
import { studentSchedules } from './student-schedules'
import { students } from './students'
import { teachers } from './teachers'

export const powerSchoolAutoSend: readonly ImportType[] = [
  students,
  teachers,
  courses,
  sections,
  studentSchedules,
  attendance,
]
