// Microsoft School Data Sync V1, in the order in which its files can be applied. Adding one is one file and one line here.
import type { ImportType } from '../import-type'
import { school } from './school'
import { section } from './section'
import { student } from './student'
import { studentEnrollment } from './student-enrollment'
import { teacher } from './teacher'
import { teacherRoster } from './teacher-roster'

export const microsoftSds1: readonly ImportType[] = [
  school,
  section,
  student,
  teacher,
  studentEnrollment,
  teacherRoster,
]
