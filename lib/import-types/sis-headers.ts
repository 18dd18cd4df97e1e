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

/**
 * What the mapper takes for one thing, whatever the type calls it: a field that has one of these names is also looked for
 * under the others, unless another field of its type has them. General words alone (name, title, type) are in none.
 */
export const alikeHeaders: readonly (readonly string[])[] = [
  [...studentNumbers, 'pupil_no', 'stu_num', 'no_de_control', 'numero_de_alumno', 'id_del_alumno'],
  stateStudentNumbers,
  [
    ...teacherNumbers,
    'staff_id',
    'employee_id',
    'badge_number',
    'no_de_empleado',
    'numero_de_empleado',
    'clave_docente',
  ],
  [
    ...schoolNumbers,
    ...['school_id', 'school', 'campus', 'building', 'campus_id', 'campus_code', 'school_no', 'site_code', 'site_id'],
    ...['clave_de_la_escuela', 'clave_del_plantel', 'cct'],
  ],
  [...firstNames, 'first_name', 'nombre', 'primer_nombre', 'usual_first_name', 'name_first'],
  [...lastNames, 'last_name', 'apellidos', 'usual_last_name', 'name_last'],
  [...middleNames, 'middle_name', 'segundo_nombre', 'usual_middle_name', 'name_middle'],
  [
    'preferred_name',
    'preferred_first_name',
    'nickname',
    'nick_name',
    'goes_by',
    'known_as',
    'alias',
    'nombre_preferido',
  ],
  [...birthDates, 'fecha_de_nacimiento', 'fecha_nac', 'f_nac'],
  [...sexes, 'sexo', 'genero'],
  [...gradeLevels, 'grade', 'grado', 'grado_escolar', 'current_grade_level', 'year_level'],
  ['homeroom', 'home_room', 'homeroom_number', 'homeroom_name', 'homeroom_section', 'grupo', 'hr', 'advisory'],
  [...emails, 'email', 'student_email', 'correo_electronico', 'primary_email', 'email_1', 'district_email'],
  [...phones, 'phone', 'primary_phone', 'telefono', 'telefono_de_casa', 'phone_1', 'household_phone'],
  ['cell', 'cell_phone', 'mobile', 'mobile_phone', 'mobile_number', 'celular', 'telefono_celular'],
  [...logins, 'username', 'network_username', 'student_web_id', 'usuario', 'nombre_de_usuario'],
  [
    'graduation_year',
    'grad_year',
    'class_of',
    'class_year',
    'grad_yr',
    'yog',
    'year_of_graduation',
    'diploma_year',
    'cohort_year',
  ],
  ['entry_date', 'enter_date', 'enroll_date', 'enrollment_date', 'date_enrolled', 'fecha_de_ingreso', 'fecha_de_alta'],
  ['exit_date', 'leave_date', 'withdrawal_date', 'drop_date', 'date_left', 'fecha_de_baja', 'fecha_de_salida'],
  ['enroll_status', 'enrollment_status'],
  [...courseNumbers, 'course_id'],
  [...courseNames, 'course_description', 'course_desc'],
  sectionNumbers,
  [...rooms, 'room_name', 'room_id', 'salon', 'aula'],
  [...terms, 'term_name', 'semester'],
  ['period', 'period_number', 'period_name', 'class_period'],
  ['job_title', 'position', 'position_title', 'staff_title', 'puesto', 'cargo'],
  [
    ...streets,
    'home_address',
    'street_address',
    'residence_address',
    'residential_address',
    'address_line1',
    'domicilio',
  ],
  ['city', 'home_city', 'residence_city', 'ciudad', 'municipio', 'student_city'],
  ['home_state', 'residence_state', 'student_state'],
  [...zips, 'zip', 'home_zip', 'residence_zip', 'cp', 'student_zip'],
  ['home_language', 'primary_language', 'native_language', 'home_primary_language', 'lengua_materna'],
  ['race', 'ethnicity', 'race_ethnicity', 'ethnic_code', 'race_code'],
  ['ell', 'ell_status', 'lep', 'lep_status', 'english_learner', 'ell_code', 'lep_code'],
  ['guardian_name', 'contact_name', 'parent_name', 'parent_guardian', 'parent_guardian_name', 'nombre_del_tutor'],
  [
    'guardian_email',
    'contact_email',
    'parent_email',
    'parent_email_address',
    'parent_guardian_email',
    'correo_del_tutor',
  ],
  [
    'guardian_phone',
    'contact_phone',
    'parent_phone',
    'guardian_home_phone',
    'parent_guardian_phone',
    'telefono_del_tutor',
  ],
  ['relationship', 'relation', 'relation_to_student', 'relationship_to_student', 'parentesco'],
]

const schoolHeaders = [
  ...['school_id', 'school', 'campus', 'campus_id', 'building', 'plantel', 'location_id', 'school_sis_id', 'org_id'],
  ...schoolNumbers,
]
const studentHeaders = ['student_id', 'matricula', 'user_id', 'person_id', ...studentNumbers]

/** What files call the record that a field refers to, by the last part of the import type meant. */
export const headersOfReference: Readonly<Record<string, readonly string[]>> = {
  ...{ orgs: schoolHeaders, organizations: schoolHeaders, schools: schoolHeaders, locations: schoolHeaders },
  'campus-codes': schoolHeaders,
  ...{ users: studentHeaders, students: studentHeaders, people: studentHeaders },
  teachers: ['teacher_id', ...teacherNumbers],
  ...{ courses: ['course_id', ...courseNumbers], 'course-catalog': ['course_id', ...courseNumbers] },
  ...{ classes: ['section_id', 'class_id'], sections: ['section_id', 'class_id'] },
}

/** The headers but for those a type has a field of its own for, told without case, blanks and underscores. */
export function besides(headers: readonly string[], ...own: readonly string[]): readonly string[] {
  const plain = (header: string) => header.toLowerCase().replace(/[\s_]/g, '')
  const taken = new Set(own.map(plain))
  return headers.filter((header) => !taken.has(plain(header)))
}
