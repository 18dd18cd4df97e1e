// Naviance, in the order in which its files can be applied. Its OneRoster subset (manifest, orgs, users) is OneRoster
// 1.1. Adding a file is one file and one line here.
import type { ImportType } from '../import-type'
import { courseCatalog } from './course-catalog'
import { courseMapping } from './course-mapping'
import { studentCourseData } from './student-course-data'
import { studentCoursePlans } from './student-course-plans'
import { students } from './students'

export const naviance: readonly ImportType[] = [
  courseCatalog,
  courseMapping,
  students,
  studentCourseData,
  studentCoursePlans,
]
