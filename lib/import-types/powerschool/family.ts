// The files of PowerSchool's guide for vendors: one ZIP a day with users, classes, enrollments and schools.
import type { Reference } from '../import-type'

export const family = 'powerschool'

export const source = 'PowerSchool vendor guide for automated exports; which fields are required is our reading'

export function referenceTo(file: string, field: string, where?: Reference['where']): Reference {
  return { importType: `${family}/${file}`, field, ...(where && { where }) }
}

/** A user by the role. */
export const userAs = (role: 'Teacher' | 'Student'): Reference =>
  referenceTo('users', 'district_user_id', { field: 'role', values: [role] })
