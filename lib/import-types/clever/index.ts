// Clever, in the order in which its files can be applied. Adding one is one file and one line here.
import type { ImportType } from '../import-type'
import { enrollments } from './enrollments'
import { schools } from './schools'
import { sections } from './sections'
import { staff } from './staff'
import { students } from './students'
import { teachers } from './teachers'

export const clever: readonly ImportType[] = [schools, students, teachers, sections, enrollments, staff]
