// Every built-in import type. Adding one is one file and one line here.
import type { ImportType } from './import-type'
import { oneFile } from './istation/one-file'
import { academicSessions } from './oneroster-1.1/academic-sessions'
import { classes } from './oneroster-1.1/classes'
import { courses } from './oneroster-1.1/courses'
import { demographics } from './oneroster-1.1/demographics'
import { enrollments } from './oneroster-1.1/enrollments'
import { manifest } from './oneroster-1.1/manifest'
import { orgs } from './oneroster-1.1/orgs'
import { users } from './oneroster-1.1/users'
import { students } from './visitor-aware/students'

/** In the order in which records can be applied without a forward reference between files. */
export const importTypes: readonly ImportType[] = [
  manifest,
  orgs,
  academicSessions,
  courses,
  classes,
  users,
  demographics,
  enrollments,
  students,
  oneFile,
]

const byName = new Map(importTypes.map((type) => [type.name, type]))

/** The type of that full name, such as oneroster-1.1/users. */
export function importTypeNamed(name: string): ImportType | undefined {
  return byName.get(name)
}
