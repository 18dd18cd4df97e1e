// Header sets as student information systems write them. Each line: columns with the field they must be suggested for,
// or with none where nothing may be suggested.
import { expect, it } from 'vitest'
import { importTypeNamed } from '@/lib/import-types'
import { suggestMapping } from './suggest-mapping'

type Case = { system: string; type: string; columns: string; values?: Record<string, string[]> }

const cases: Case[] = [
  {
    system: 'PowerSchool AutoSend students: the public number, not the internal id; no enrollment status',
    type: 'visitor-aware/students',
    columns: `DCID | ID | Student_Number = Student ID | State_StudentNumber | SSN | Last_Name = Last Name
      First_Name = First Name | Middle_Name = Middle Name | Grade_Level = Grade | SchoolID = School ID | Enroll_Status
      EntryDate | ExitDate | DOB = Date of Birth | Gender | Home_Room = Homeroom | LunchStatus | Mother | Father
      Home_Phone = Phone | Guardianemail | Emerg_Contact_1 | Emerg_Phone_1`,
    values: { Grade_Level: ['-1', '0', '5', '12'], DOB: ['03/09/2015'], SchoolID: ['100'], Student_Number: ['417'] },
  },
  {
    system: 'PowerSchool Data Export Manager: a teacher’s name is not a pupil’s',
    type: 'visitor-aware/students',
    columns: `STUDENTS.STUDENT_NUMBER = Student ID | [Students]First_Name = First Name | STUDENTS.LAST_NAME = Last Name
      [39]Grade_Level = Grade | STUDENTS.SCHOOLID = School ID | TEACHERS.FIRST_NAME | TEACHERS.LAST_NAME
      TEACHERS.EMAIL_ADDR | SCHOOLS.NAME | CC.COURSE_NUMBER | STUDENTS.ID`,
  },
  {
    system: 'PowerSchool Data Export Manager: pupil and teacher each to their own',
    type: 'istation/1file',
    columns: `STUDENTS.STUDENT_NUMBER = id | [Students]First_Name = fname | STUDENTS.LAST_NAME = lname
      [39]Grade_Level = grade | STUDENTS.SCHOOLID = campus_id | TEACHERS.FIRST_NAME = tfname
      TEACHERS.LAST_NAME = tlname | TEACHERS.EMAIL_ADDR = temail | STUDENTS.ID | TEACHERS.TEACHERNUMBER = tid`,
  },
  {
    system: 'PowerSchool enrollments: CC.ID is the enrollment',
    type: 'oneroster-1.1/enrollments',
    columns: `CC.ID = sourcedId | CC.STUDENTID = userSourcedId | CC.SECTIONID = classSourcedId | CC.TERMID
      CC.SCHOOLID = schoolSourcedId | CC.DATEENROLLED = beginDate | CC.DATELEFT = endDate`,
  },
  {
    system: 'PowerSchool: two columns that fall together without their prefixes are left alone',
    type: 'oneroster-1.1/enrollments',
    columns: 'CC.SCHOOLID | X1.SCHOOLID | CC.DATELEFT = endDate',
  },
  {
    system: 'PowerSchool teachers',
    type: 'oneroster-1.1/users',
    columns: `ID | TeacherNumber = identifier | First_Name = givenName | Last_Name = familyName | Email_Addr = email
      SchoolID = orgSourcedIds | Status | StaffStatus | LoginID = username`,
    values: { Status: ['1', '2'] },
  },
  {
    system: 'Skyward: student and guardian names side by side',
    type: 'visitor-aware/students',
    columns: `Entity ID = School ID | Other ID = Student ID | Stu Last Name = Last Name | Stu First Name = First Name
      Stu Middle Name = Middle Name | Stu Grade = Grade | Stu Birthdate = Date of Birth | Stu Email = Email
      Guardian 1 Last Name | Guardian 1 First Name | Guardian 1 Email | Guardian 1 Phone | Guardian 2 First Name
      Advisor Last Name | Grad Yr | Stu Full Name`,
  },
  {
    system: 'Infinite Campus: the student number, not the person id; nothing private',
    type: 'visitor-aware/students',
    columns: `personID | studentNumber = Student ID | stateID | lastName = Last Name | firstName = First Name
      middleName = Middle Name | grade = Grade | birthdate = Date of Birth | schoolID = School ID | homePhone = Phone
      ssn | specialEdStatus | freeReducedLunch | section504 | healthCondition | homeless | calendarName`,
  },
  {
    system: 'Clever students: a contact’s e-mail and phone are not the pupil’s',
    type: 'visitor-aware/students',
    columns: `School_id = School ID | Student_id = Student ID | Student_number | State_id | Last_name = Last Name
      Middle_name = Middle Name | First_name = First Name | Grade = Grade | Gender | DOB = Date of Birth | Race
      Hispanic_Latino | Ell_status | Frl_status | IEP_status | Student_street | Student_city | Student_email = Email
      Contact_relationship | Contact_name | Contact_phone | Contact_email | Contact_sis_id | Username | Password`,
    values: { Contact_email: ['a@example.org', 'b@example.org'], Student_email: ['c@example.org', 'd@example.org'] },
  },
  {
    system: 'Clever teachers',
    type: 'oneroster-1.1/users',
    columns: `School_id = orgSourcedIds | Teacher_id = sourcedId | Teacher_number = identifier | State_teacher_id
      Last_name = familyName | Middle_name = middleName | First_name = givenName | Teacher_email = email | Title
      Username = username | Password = password`,
  },
  {
    system: 'Clever sections: co-teachers and course are not the class',
    type: 'oneroster-1.1/classes',
    columns: `School_id = schoolSourcedId | Section_id = sourcedId | Teacher_id | Teacher_2_id | Name = title
      Section_number = classCode | Grade = grades | Course_name | Course_number = courseSourcedId | Period = periods
      Subject = subjects | Term_name | Term_start | Term_end`,
  },
  {
    system: 'ClassLink sandbox gone back to OneRoster 1.0 names',
    type: 'oneroster-1.1/users',
    columns: `sourcedId = sourcedId | status = status | dateLastModified = dateLastModified | orgs = orgSourcedIds
      enabledUser = enabledUser | role = role | username = username | userId = userIds | givenName = givenName
      familyName = familyName | identifier = identifier | email = email | sms = sms | phone = phone
      agents = agentSourcedIds | grade = grades`,
  },
  {
    system: 'OneRoster 1.0 demographics',
    type: 'oneroster-1.1/demographics',
    columns: 'userSourcedId = sourcedId | birthdate = birthDate | sex = sex',
  },
  {
    system: 'Naviance’s spelling of OneRoster orgs',
    type: 'oneroster-1.1/orgs',
    columns: 'sourceID = sourcedId | name = name | type = type | parentSourceId = parentSourcedId',
  },
  {
    system: 'Naviance’s spelling of OneRoster users',
    type: 'oneroster-1.1/users',
    columns: 'sourceID = sourcedId | agentSourceIds = agentSourcedIds | metadata.title | metadata.email',
  },
  {
    system: 'Synergy and Genesis in capitals',
    type: 'visitor-aware/students',
    columns: `SIS_NUMBER = Student ID | LAST_NAME = Last Name | FIRST_NAME = First Name | GRADE_LEVEL = Grade
      SCHOOL_CODE = School ID | HOMEROOM = Homeroom | HOMEROOM_TEACHER | COUNSELOR_LAST_NAME`,
  },
  {
    system: 'a hand-made list with abbreviations',
    type: 'visitor-aware/students',
    columns: `Stu # = Student ID | Stu LName = Last Name | Stu FName = First Name | Gr = Grade | Sch Num = School ID
      Stu DOB = Date of Birth | Stu E-Mail = Email | Par FName | Par LName | Tchr LName`,
  },
  {
    system: 'a list of a Mexican school',
    type: 'visitor-aware/students',
    columns: `Matrícula = Student ID | Nombre = First Name | Apellidos = Last Name | Fecha de nacimiento = Date of Birth
      Grado = Grade | Grupo = Homeroom | Clave de la escuela = School ID | CURP | Nombre del tutor | Correo del padre`,
    values: { CURP: ['REGM150309MTSYRYA1'] },
  },
]

it.each(cases)('$system', ({ type: name, columns: text, values = {} }) => {
  const type = importTypeNamed(name)
  if (!type) throw new Error(name)
  const expected = text.split(/\s*[|\n]\s*/).map((column) => column.split(' = '))
  const columns = expected.map(([header = ''], position) => ({ header, position, samples: values[header] ?? [] }))
  const suggestions = suggestMapping(columns, type)
  expect(columns.map(({ header }, index) => [header, suggestions[index]?.field])).toEqual(
    expected.map(([header, field]) => [header, field]),
  )
})
