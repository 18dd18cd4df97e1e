// The student information systems of American districts, by the headers only they have, and what they mean by headers
// that mean something else elsewhere. Meanings are common names (lib/import-types/sis-headers.ts), or null for keys
// inside the system, by which no other file can be joined.

export type System = {
  readonly name: string
  /** Headers hardly any other system has. */
  readonly telling: readonly string[]
  /** Names of tables that stand before a header. */
  readonly tables?: RegExp
  readonly meanings: Readonly<Record<string, string | null>>
}

export const systems: readonly System[] = [
  {
    name: 'PowerSchool',
    telling: listed(`dcid, state_studentnumber, enroll_status, student_web_id, sched_yearofgraduation, sched_department,
      lunchstatus, network_id, teachernumber, email_addr, loginid, storecode, earnedcrhrs, guardianemail,
      potentialcrhrs, dateenrolled, dateleft, entrydate, exitdate, home_room, schoolentrydate,
      emerg_contact_1, emerg_phone_1, doctor_phone, mother_email, father_first, alt_course_number, termid`),
    tables:
      /^(students?|teachers?|cc|sections?|courses?|schools?|storedgrades|terms|coursescorefields|school_course)$/i,
    meanings: meant(`dcid = -, id = -, Student_Number = student_number, State_StudentNumber = state_student_number,
      StudentID = student_id, SectionID = section_id, SchoolID = school_id, TeacherNumber = teacher_number,
      Student_Web_ID = login_id, LoginID = login_id, Email_Addr = email,
      Sched_YearOfGraduation = graduation_year, Enroll_Status = enroll_status, EntryDate = entry_date,
      ExitDate = exit_date, SECTIONS.TEACHER = -, DateEnrolled = date_enrolled, DateLeft = date_left,
      Home_Room = home_room, SECTIONS.ID = section_id, CC.ID = enrollment_id, StoreCode = store_code,
      Alt_Course_Number = state_id, Guardian Home Phone = guardian_phone`),
  },
  {
    name: 'Infinite Campus',
    telling: listed(`personID, stateID, studentNumber, calendarID, calendarName, activeYear, serviceType, diplomaYear,
      staffStateID, staffNumber, teacherPersonID, rosterID, contactPersonID, raceEthnicity, section504,
      homePrimaryLanguage, homeroomTeacherName, enrollmentID, teacherDisplay, endYear, freeReducedLunch`),
    tables: /^(student|household|contacts|activeenrollment|coursesection|sch|cal|individual|staffmember)$/i,
    meanings:
      meant(`personID = -, enrollmentID = -, rosterID = -, teacherPersonID = -, contactPersonID = -, calendarID = -,
      studentNumber = student_number, stateID = state_student_id, staffNumber = staff_number,
      staffStateID = state_teacher_id, diplomaYear = graduation_year, alias = nickname,
      schoolNumber = school_number, cellPhone = cell_phone, household.phone = household_phone, endYear = -,
      serviceType = -`),
  },
  {
    name: 'Skyward',
    telling: listed(`entity id, other id, stu alphakey, alphakey, name id, stu first name, stu last name, stu grade,
      stu grad yr, advisor last name, stu school email, stu full name, curr gr lvl, entity, stu gender,
      family id, food service status, stu food service status, stu birthdate, homeroom tchr last, stu race`),
    meanings: meant(`Entity ID = entity_id, Other ID = student_number, Name ID = -, Stu Alphakey = -, Alphakey = -,
      Family ID = -, Stu School Email = email, Stu Primary Phone = primary_phone, Stu Grad Yr = grad_year`),
  },
  {
    name: 'Synergy',
    telling: listed(`perm id, sis number, student gu, enter date, leave date, enter code, homeroom name, badge number,
      organization gu, expected graduation year, homeroom section, nick name, mail address, orgyear gu,
      parent 1 email, teacher badge number, staff gu`),
    meanings: meant(`Perm ID = perm_id, SIS Number = sis_number, Student GU = -, Organization GU = -, Staff GU = -,
      Badge Number = badge_number, Teacher Badge Number = teacher_number, Nick Name = nickname,
      Expected Graduation Year = graduation_year, Enter Date = enter_date, Leave Date = leave_date,
      Parent 1 Email = guardian_email, Course Title = course_title, Course ID = course_number`),
  },
  {
    name: 'Aeries',
    telling: listed(`corrlng, lang flu, residence address, parent email address, student email address, corr lang,
      residence city, residence zip code, counselor number, mailing city, homeroom tchr, permanent id number`),
    tables: /^(stu|stf|tch|sec|crs|con|enr|mst|loc)$/i,
    meanings: meant(`STU.SC = school_code, STU.ID = student_number, STU.SN = -, STU.CID = state_student_id,
      STU.LN = last_name, STU.FN = first_name, STU.MN = middle_name, STU.GR = grade_level, STU.GN = gender,
      STU.BD = birthdate, STU.SEM = email, STU.TL = phone, STU.PG = guardian_name, STU.PEM = guardian_email,
      STU.AD = mailing_address, STU.CY = mailing_city, STU.ST = mailing_state, STU.ZC = mailing_zip,
      STU.RAD = street, STU.RCY = city, STU.RST = state, STU.RZC = zip, STU.FW = -, STU.MW = -,
      STF.ID = staff_number, STF.FN = first_name, STF.LN = last_name, STF.EM = email,
      Permanent ID Number = permanent_id, Lang Flu = ell`),
  },
  {
    name: 'Aspen',
    telling: listed(`lasid, sasid, pupil #, yog, usual last name, usual first name, next school name`),
    meanings: meant(`Pupil # = student_number, LASID = lasid, SASID = state_student_id, YOG = graduation_year,
      Student OID = -, OID = -, Next School > Name = -`),
  },
  {
    name: 'eSchoolPlus',
    telling:
      listed(`state_report_id, current_status, homeroom_primary, house_team, generation, primary_staff_id, building,
      section_key, marking_periods, course_section, staff_state_id, meal_status, ethnic_code, stuph_phone`),
    tables: /^(reg|reg_stu_contact|reg_staff|reg_personal|schd_ms)$/i,
    meanings: meant(`STATE_REPORT_ID = state_student_id, BUILDING = building_id, CURRENT_STATUS = enroll_status,
      GENERATION = -, HOMEROOM_PRIMARY = homeroom, PRIMARY_STAFF_ID = teacher_number,
      SECTION_KEY = section_id, COURSE = course_number, COURSE_SECTION = section_number,
      DESCRIPTION = course_title, STAFF_ID = staff_number, STAFF_STATE_ID = state_teacher_id, ROOM_ID = room`),
  },
  {
    name: 'Ascender',
    telling:
      listed(`tx unique stu id, name last, name first, name middle, grd lvl, orig entry dt, active cd, eco disadv,
      campus id, stu id, emp nbr, emp name last, emp name first, guardian 1 name last, home rm, stu nbr`),
    meanings: meant(`Campus ID = campus_code, Stu ID = student_number, Stu Nbr = student_number, Gen = -,
      TX Unique Stu ID = state_student_id, Active Cd = -, Emp Nbr = employee_number, Home Rm = homeroom,
      Name Last = last_name, Name First = first_name, Name Middle = middle_name, Orig Entry Dt = -,
      Emp Name Last = last_name, Emp Name First = first_name`),
  },
  {
    name: 'Focus',
    telling: listed(`fleid, ese code, standard id number, drop date, local student id, dis number, long name`),
    meanings: meant(`FLEID = state_student_id, Local Student ID = local_student_id, Standard ID Number = -,
      Drop Date = drop_date, Primary Contact Name = guardian_name, Primary Contact Phone = guardian_phone,
      Primary Contact Email = guardian_email`),
  },
  {
    name: 'Banner',
    telling:
      listed(`pidm, spriden_pidm, spriden_id, spriden_last_name, spriden_first_name, spriden_mi, sfrstcr_crn, crn,
      spbpers_birth_date, spbpers_sex, goremal_email_address, gobtpac_external_user, ssbsect_crn, term_code`),
    tables: /^(spriden|spbpers|goremal|sgbstdn|sfrstcr|ssbsect|sirasgn|gobtpac)$/i,
    meanings: meant(`PIDM = -, SPRIDEN_PIDM = -, SPRIDEN_ID = student_number, SPRIDEN_LAST_NAME = last_name,
      SPRIDEN_FIRST_NAME = first_name, SPRIDEN_MI = middle_name, SPBPERS_BIRTH_DATE = birth_date,
      SPBPERS_SEX = sex, GOREMAL_EMAIL_ADDRESS = email, GOBTPAC_EXTERNAL_USER = username, CRN = section_id,
      SSBSECT_CRN = section_id, SFRSTCR_CRN = section_id, SPBPERS_SSN = -`),
  },
  {
    name: 'Clever',
    telling: listed(`frl_status, ell_status, contact_sis_id, contact_relationship, teacher_2_id, state_teacher_id,
      hispanic_latino, iep_status, student_street, contact_type, contact_phone_type, student_zip`),
    meanings: {},
  },
]

function listed(names: string): readonly string[] {
  return names.split(/,\s+/)
}

/** "header = common name"; a dash for what is not what it seems. */
function meant(pairs: string): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    listed(pairs).map((pair) => {
      const [header = '', meaning = '-'] = pair.split(' = ')
      return [header, meaning === '-' ? null : meaning]
    }),
  )
}
