// Which field of an import type a meaning of the development set belongs to. Where a list says "|", either answer is
// right: whether the number of a list becomes Clever's Student_id or Student_number is for a person to say; "-" stands
// for no suggestion.

/** The two numbers Clever has for a person: where there is one field for them, either of them is right, and so is none. */
const either = (...fields: string[]) => ({ 'either-number': ['-', ...fields].join('|') })

type Target = { readonly importType: string; readonly fields: Readonly<Record<string, string>> }

const name = (first: string, last: string, middle?: string) => ({
  ...{ first, last },
  ...(middle && { middle, initial: middle }),
})

/** By what the rows of a file are. */
export const targets: Readonly<Record<string, readonly Target[]>> = {
  students: [
    {
      importType: 'visitor-aware/students',
      fields: {
        ...either('Student ID'),
        ...name('First Name', 'Last Name', 'Middle Name'),
        ...{ number: 'Student ID', birth: 'Date of Birth', grade: 'Grade', 'school-number': 'School ID' },
        ...{
          homeroom: 'Homeroom',
          email: 'Email',
          'second-email': '-|Email',
          phone: 'Phone',
          mobile: '-|Phone',
          active: 'Active',
        },
      },
    },
    {
      importType: 'clever/students',
      fields: {
        ...either('Student_id', 'Student_number'),
        ...name('First_name', 'Last_name', 'Middle_name'),
        ...{ number: 'Student_number|Student_id', internal: '-|Student_id', 'state-number': 'State_id' },
        ...{ 'other-number': '-|Student_id', 'school-number': 'School_id', grade: 'Grade', gender: 'Gender' },
        ...{ 'grad-year': 'Graduation_year', birth: 'DOB', race: 'Race', language: 'Home_language', ell: 'Ell_status' },
        ...{ street: 'Student_street', city: 'Student_city', state: 'Student_state', zip: 'Student_zip' },
        ...{ 'mail-street': '-|Student_street', 'mail-city': '-|Student_city', 'mail-state': '-|Student_state' },
        ...{
          'mail-zip': '-|Student_zip',
          email: 'Student_email',
          'second-email': '-|Student_email',
          login: 'Username',
          password: 'Password|-',
        },
        ...{ 'guardian-name': 'Contact_name', 'guardian-phone': 'Contact_phone', 'guardian-email': 'Contact_email' },
        ...{ 'guardian-relation': 'Contact_relationship' },
      },
    },
    {
      importType: 'oneroster-1.1/users',
      fields: {
        ...{ ...either('identifier', 'sourcedId'), 'employee-number': '-|identifier|sourcedId' },
        ...name('givenName', 'familyName', 'middleName'),
        ...{ number: 'identifier|sourcedId', internal: '-|sourcedId', 'school-number': 'orgSourcedIds' },
        ...{
          email: 'email',
          'second-email': '-|email',
          phone: 'phone',
          mobile: 'sms|phone',
          login: 'username',
          grade: 'grades',
        },
        ...{ active: 'enabledUser', password: 'password|-', 'other-status': '-|status' },
      },
    },
    {
      importType: 'naviance/students',
      fields: {
        ...either('Student ID'),
        ...name('First Name', 'Last Name'),
        ...{ number: 'Student ID', 'grad-year': 'Class Year', 'school-number': 'School ID' },
        ...{
          'status-code': 'Enrollment Status|-',
          birth: 'Date of Birth',
          email: 'Student Email',
          'second-email': '-|Student Email',
        },
      },
    },
    {
      importType: 'istation/1file',
      fields: {
        ...{ ...either('id'), 'employee-number': '-|tid' },
        ...name('fname', 'lname'),
        ...{ middle: '-|mi', initial: 'mi', number: 'id', 'school-number': 'campus_id', grade: 'grade' },
        ...{ login: 'login_id', password: 'password|-', birth: 'birthday', 'state-number': 'state_id' },
        ...{
          'teacher-first': 'tfname',
          'teacher-last': 'tlname',
          'teacher-email': 'temail',
          'teacher-number': 'tid',
          'section-name': 'class_name',
        },
      },
    },
    {
      importType: 'rollcall/people',
      fields: {
        ...{ ...either('person_id'), 'employee-number': '-|person_id' },
        ...name('first_name', 'last_name', 'middle_name'),
        ...{ number: 'person_id', internal: '-', preferred: 'preferred_name', 'school-number': 'organization_ids' },
        ...{
          grade: 'grade',
          email: 'email',
          phone: 'phone',
          mobile: '-|phone',
          login: 'username',
          birth: 'birth_date',
        },
        ...{ entry: 'entry_date', exit: 'exit_date', active: 'active' },
      },
    },
    {
      importType: 'istation/demographics',
      fields: {
        ...either('id'),
        number: 'id',
        gender: 'gender',
        race: 'ethnicity',
        language: 'home_language',
        ell: 'ell',
      },
    },
  ],
  staff: [
    {
      importType: 'visitor-aware/employees',
      fields: {
        ...either('Employee ID'),
        ...name('First Name', 'Last Name'),
        ...{ number: 'Employee ID', birth: 'Date of Birth', email: 'Email', phone: 'Phone', mobile: 'Phone|-' },
        ...{ 'school-number': 'School ID', title: 'Job Title', active: 'Active' },
      },
    },
    {
      importType: 'clever/teachers',
      fields: {
        ...either('Teacher_id', 'Teacher_number'),
        ...name('First_name', 'Last_name', 'Middle_name'),
        ...{ number: 'Teacher_number|Teacher_id', internal: '-|Teacher_id', 'state-number': 'State_teacher_id' },
        ...{ 'school-number': 'School_id', email: 'Teacher_email', title: 'Title', login: 'Username' },
        password: 'Password|-',
      },
    },
    {
      importType: 'oneroster-1.1/users',
      fields: {
        ...{ ...either('identifier', 'sourcedId'), 'employee-number': '-|identifier|sourcedId' },
        ...name('givenName', 'familyName', 'middleName'),
        ...{ number: 'identifier|sourcedId', internal: '-|sourcedId', 'school-number': 'orgSourcedIds' },
        ...{ email: 'email', phone: 'phone', mobile: 'sms|phone', login: 'username', password: 'password|-' },
      },
    },
    {
      importType: 'istation/teachers',
      fields: {
        ...either('tid'),
        ...name('tfname', 'tlname'),
        ...{ number: 'tid', internal: '-|tid', 'school-number': 'campus_id', email: 'temail', login: 'tlogin_id' },
      },
    },
  ],
  sections: [
    {
      importType: 'clever/sections',
      fields: {
        ...{ 'section-id': 'Section_id', 'section-number': 'Section_number', 'course-number': 'Course_number' },
        ...{
          'course-name': 'Course_name',
          'course-desc': 'Course_name|Course_description',
          'teacher-number': 'Teacher_id',
          'other-number': 'Teacher_2_id',
        },
        ...{ 'school-number': 'School_id', term: 'Term_name', 'term-id': '-|Term_name', period: 'Period' },
        ...{ subject: 'Subject', 'section-name': 'Name', 'term-begin': 'Term_start', 'term-end': 'Term_end' },
      },
    },
    {
      importType: 'rollcall/classes',
      fields: {
        ...{ 'section-id': 'class_id', 'section-number': '-', 'course-number': 'course_number' },
        ...{
          'course-name': 'course_name',
          'course-desc': 'course_name',
          'teacher-number': 'teacher_ids',
          'school-number': 'organization_id',
        },
        ...{ term: 'term', 'term-id': 'term', period: 'period', subject: 'subject', room: 'room' },
        ...{ 'section-name': 'name', 'term-begin': 'begin_date|-', 'term-end': 'end_date|-' },
      },
    },
    {
      importType: 'powerschool/classes',
      fields: {
        ...{
          'section-id': 'class_id',
          'course-number': 'course_id',
          'course-name': 'class_name|-',
          'course-desc': 'class_name|-',
        },
        ...{ 'section-name': 'class_name', 'teacher-number': 'teacher_id', 'school-number': 'school_id' },
      },
    },
  ],
  enrollments: [
    {
      importType: 'clever/enrollments',
      fields: { 'student-id': 'Student_id', 'section-id': 'Section_id', 'school-number': 'School_id' },
    },
    {
      importType: 'oneroster-1.1/enrollments',
      fields: {
        ...{ 'student-id': 'userSourcedId', 'section-id': 'classSourcedId', 'school-number': 'schoolSourcedId' },
        ...{
          begin: 'beginDate',
          end: 'endDate',
          internal: '-|sourcedId',
          'other-status': '-|status',
          'other-role': 'role',
        },
      },
    },
    {
      importType: 'rollcall/enrollments',
      fields: {
        ...{ 'student-id': 'person_id', 'section-id': 'class_id', begin: 'begin_date', end: 'end_date' },
        'other-role': 'role',
      },
    },
  ],
  courses: [
    {
      importType: 'naviance/course-catalog',
      fields: {
        ...{ 'course-number': 'Course_id', 'course-name': 'Course_Name', subject: 'Subject_Area', credits: 'Credits' },
        ...{ 'state-number': 'State_id', 'grade-low': 'Grade_Low', 'grade-high': 'Grade_High' },
        ...{ description: 'Course_Description', internal: '-' },
      },
    },
  ],
  grades: [
    {
      importType: 'naviance/student-course-data',
      fields: {
        ...{ 'student-id': 'Student_ID', 'course-number': 'Course_ID', 'course-name': 'Course_Name' },
        ...{ grade: 'Grade_Level_Taken', term: 'Term', 'teacher-name': 'Teacher', letter: 'Letter_Grade' },
        ...{ 'credits-attempted': 'Credits_Attempted', 'credits-earned': 'Credits_Earned', score: 'Score' },
      },
    },
  ],
  guardians: [
    {
      importType: 'visitor-aware/visitors',
      fields: {
        ...name('First Name', 'Last Name'),
        ...{ 'student-id': 'Student ID', email: 'Email', phone: 'Phone', relation: 'Relationship' },
        ...{ 'pick-up': 'Can Pick Up', internal: '-|Visitor ID' },
      },
    },
  ],
}
