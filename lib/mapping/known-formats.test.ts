// Exports of one system brought into the format of another: each line has columns with the field they must be suggested
// for, or none where nothing may be suggested.
import { expect, it } from 'vitest'
import { importTypeNamed } from '@/lib/import-types'
import { suggestMapping } from './suggest-mapping'

type Case = { title: string; type: string; columns: string; values?: Record<string, string[]> }

const cases: Case[] = [
  {
    title: 'PowerSchool’s courses as Naviance’s catalog; a year id is no year',
    type: 'naviance/course-catalog',
    columns: `[Courses]Course_Number = Course_id | [School_Course]YearID | [Courses]Course_Name = Course_Name
      [Courses]Sched_Department = Subject_Area | [Courses]Credit_Hours = Credits
      [CoursesCoreFields]Alt_Course_Number = State_id | Grade_Low = Grade_Low | Grade_High = Grade_High`,
    values: { '[School_Course]YearID': ['34', '35'] },
  },
  {
    title: 'PowerSchool’s stored grades as Naviance’s student course data',
    type: 'naviance/student-course-data',
    columns: `[Students]Student_Number = Student_ID | [StoredGrades]Course_Number = Course_ID
      [StoredGrades]Grade_Level = Grade_Level_Taken | [StoredGrades]StoreCode = Term
      [StoredGrades]Course_Name = Course_Name | [StoredGrades]Teacher_Name = Teacher
      [StoredGrades]PotentialCrHrs = Credits_Attempted | [StoredGrades]EarnedCrHrs = Credits_Earned
      [StoredGrades]Grade = Letter_Grade | [StoredGrades]Percent = Score`,
  },
  {
    title: 'a hand-made list of students for Naviance',
    type: 'naviance/students',
    columns: `Student Number = Student ID | Grad Year = Class Year | Surname = Last Name | First = First Name
      DOB = Date of Birth | E-mail = Student Email | Sch Code = School ID | Counselor | Parent Email | GPA`,
  },
  {
    title: 'guardians of a student system as visitors: the pupil’s name is not the visitor’s',
    type: 'visitor-aware/visitors',
    columns: `Student_Number = Student ID | Student_First_Name | Student_Last_Name | Guardian_ID = Visitor ID
      Guardian_First_Name = First Name | Guardian_Last_Name = Last Name | Guardian_Email = Email
      Guardian_Phone = Phone | Relationship = Relationship | Teacher_Email | SSN`,
  },
  {
    title: 'a staff list as employees',
    type: 'visitor-aware/employees',
    columns: `Employee Number = Employee ID | Staff First Name = First Name | Staff Last Name = Last Name
      Email Addr = Email | School_Code = School ID | Position = Job Title | Emergency Contact | Spouse Phone`,
  },
  {
    title: 'a transport system’s list as bus schedule',
    type: 'visitor-aware/bus-schedule',
    columns: `Student ID = Student ID | Route Number = Route | Bus No = Bus Number | Stop Name = Stop
      Driver ID = Driver Employee ID | School Code = School ID | Guardian Phone`,
  },
  {
    title: 'Infinite Campus teachers for Istation',
    type: 'istation/teachers',
    columns: `schoolID = campus_id | staffNumber = tid | firstName = tfname | lastName = tlname | email = temail
      username = tlogin_id | stateID | birthdate | ssn`,
  },
  {
    title: 'PowerSchool sections and users as the vendor guide has them',
    type: 'powerschool/classes',
    columns: `SECTIONS.ID = class_id | COURSES.COURSE_NAME = class_name | SECTIONS.SCHOOLID = school_id
      SECTIONS.COURSE_NUMBER = course_id | TEACHERS.TEACHERNUMBER = teacher_id | TEACHERS.LAST_NAME | SECTIONS.TERMID`,
  },
  {
    title: 'AutoSend students with the tables’ names',
    type: 'powerschool-autosend/students',
    columns: `STUDENTS.DCID = DCID | STUDENTS.ID = ID | STUDENTS.STUDENT_NUMBER = Student_Number
      STUDENTS.LAST_NAME = Last_Name | STUDENTS.FIRST_NAME = First_Name | STUDENTS.GRADE_LEVEL = Grade_Level
      STUDENTS.SCHOOLID = SchoolID | STUDENTS.ENROLL_STATUS = Enroll_Status | STUDENTS.ENTRYDATE = EntryDate
      STUDENTS.SSN | STUDENTS.LUNCHSTATUS | STUDENTS.MOTHER | STUDENTS.HOME_ROOM = Home_Room`,
  },
  {
    title: 'Infinite Campus students for Clever: nothing most private, no contact for a pupil',
    type: 'clever/students',
    columns: `schoolNumber = School_id | studentNumber = Student_number | stateID = State_id | lastName = Last_name
      firstName = First_name | middleName = Middle_name | grade = Grade | gender = Gender | birthdate = DOB
      homeLanguage = Home_language | freeReducedLunch | specialEdStatus | email = Student_email
      guardianName = Contact_name | guardianPhone = Contact_phone | guardianEmail = Contact_email | doctorPhone`,
  },
  {
    title: 'a number people call the student’s is not PowerSchool’s internal one',
    type: 'powerschool-autosend/students',
    columns: 'Student ID = Student_Number | First_Name = First_Name | Last_Name = Last_Name',
  },
  {
    title: 'bare words that may mean anything, beside a visitor',
    type: 'visitor-aware/visitors',
    columns: 'ID | Name | Status | Code | Date | Number',
  },
  {
    title: 'bare words that may mean anything, beside a student of Clever’s',
    type: 'clever/students',
    columns: 'ID | Name | Status | Code | Date | Number | Type | Phone | District ID',
  },
  {
    title: 'Clever’s own file, but for what no machine may map',
    type: 'clever/students',
    columns: 'School_id = School_id | Student_id = Student_id | Frl_status | IEP_status | Ell_status = Ell_status',
  },
  {
    title: 'OneRoster 1.1 classes for Clever',
    type: 'clever/sections',
    columns: `sourcedId | title | schoolSourcedId = School_id | class_id = Section_id | teacher_id = Teacher_id
      course_name = Course_name | courseCode = Course_number | period = Period | subject = Subject`,
  },
  {
    title: 'School Data Sync 1 sections for 2.1',
    type: 'microsoft-sds-2.1/classes',
    columns:
      'SIS ID = sourcedId | School SIS ID = orgSourcedId | Section Name = title | Course Number = courseSourcedId',
  },
  {
    title: 'a list made by hand for our own layout',
    type: 'rollcall/people',
    columns: `Person ID = person_id | Role = role | First = first_name | Last = last_name | School = organization_ids
      Gr = grade | Mail = email | Nickname = preferred_name | Emergency Phone | Father First Name`,
  },
  {
    title: 'una lista de una escuela mexicana en nuestro formato',
    type: 'rollcall/people',
    columns: `Rol = role | Nombre = first_name | Apellidos = last_name | Grado = grade | Correo = email
      Fecha de nacimiento = birth_date | CURP | Nombre del padre | Teléfono = phone`,
  },
  {
    title: 'a gradebook’s export as OneRoster results',
    type: 'oneroster-1.2/results',
    columns: `assignment_id = lineItemSourcedId | student_id = studentSourcedId | points_earned = score
      letter_grade = textScore | comments = comment | Late = late | first_name`,
  },
  {
    title: 'OneRoster 1.1 users as 1.2: what has moved away finds no field',
    type: 'oneroster-1.2/users',
    columns: `sourcedId = sourcedId | enabledUser = enabledUser | orgSourcedIds = primaryOrgSourcedId | role
      username = username | givenName = givenName | familyName = familyName | resourceSourcedIds = resourceSourcedIds`,
    values: { orgSourcedIds: ['school-1'] },
  },
]

it.each(cases)('$title', ({ type: name, columns: text, values = {} }) => {
  const type = importTypeNamed(name)
  if (!type) throw new Error(name)
  const expected = text.split(/\s*[|\n]\s*/).map((column) => column.split(' = '))
  const columns = expected.map(([header = ''], position) => ({ header, position, samples: values[header] ?? [] }))
  const suggestions = suggestMapping(columns, type)
  expect(columns.map(({ header }, index) => [header, suggestions[index]?.field])).toEqual(
    expected.map(([header, field]) => [header, field]),
  )
})
