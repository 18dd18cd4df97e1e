// The headers by which student information systems call the same thing: PowerSchool, Infinite Campus, Skyward, Synergy,
// Genesis, Aeries, Clever and ClassLink exports. The surest come first. A type takes from them what it has no field of
// its own for.

export const studentNumbers = [
  ...['student_number', 'student_no', 'local_student_id', 'sis_number', 'perm_id', 'permanent_id', 'pupil_number'],
  ...['other_id', 'local_id', 'lasid'],
]

export const stateStudentNumbers = [
  'state_student_number',
  'state_student_id',
  'state_number',
  'ssid',
  'state_id_number',
]

export const teacherNumbers = ['teacher_number', 'teacher_no', 'staff_number', 'employee_number']

export const schoolNumbers = [
  ...['school_number', 'school_code', 'current_school_id', 'building_id', 'building_code', 'campus_code'],
  ...['entity_id', 'schoolSourcedId'],
]

export const schoolNames = ['school', 'building_name', 'campus_name', 'site_name', 'org_name', 'organization_name']

export const firstNames = ['first', 'fname', 'given_name', 'givenName', 'forename', 'nombres']
export const lastNames = ['last', 'lname', 'family_name', 'familyName', 'surname', 'apellido']
export const middleNames = ['middle', 'mname', 'middleName', 'mi', 'middle_initial']

export const birthDates = ['dob', 'birthdate', 'birth_date', 'date_of_birth', 'birthday']
export const sexes = ['gender', 'sex', 'gender_code']
export const gradeLevels = ['grade_level', 'grade_code', 'grd', 'gr', 'current_grade']

export const emails = ['email_address', 'email_addr', 'school_email', 'mail', 'correo']
export const phones = ['phone_number', 'home_phone', 'telephone']
export const logins = ['user_name', 'login', 'login_id', 'login_name', 'user_login', 'loginid']

export const courseNumbers = ['course_number', 'course_no', 'course_code', 'local_course_code']
export const courseNames = ['course_name', 'course_title']
export const sectionNumbers = ['section_number', 'section_no', 'section_code']
export const subjects = ['subject', 'subject_area', 'department', 'sched_department']
export const rooms = ['room', 'room_number', 'classroom']
export const terms = ['term', 'term_code', 'term_id', 'store_code']
export const streets = ['street', 'address_line_1', 'mailing_street', 'calle']
export const zips = ['zip_code', 'zipcode', 'postal_code', 'codigo_postal']

/** The headers but for those a type has a field of its own for, told without case, blanks and underscores. */
export function besides(headers: readonly string[], ...own: readonly string[]): readonly string[] {
  const plain = (header: string) => header.toLowerCase().replace(/[\s_]/g, '')
  const taken = new Set(own.map(plain))
  return headers.filter((header) => !taken.has(plain(header)))
}
