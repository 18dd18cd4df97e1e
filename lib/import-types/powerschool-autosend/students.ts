// PowerSchool AutoSend, students.
import { birthDate, date, grade, id, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { birthDates, besides, firstNames, gradeLevels, lastNames, middleNames, studentNumbers } from '../sis-headers'
import { chosenColumns, family, internalId, school, source } from './family'

export const students: ImportType = {
  name: `${family}/students`,
  family,
  title: { en: 'PowerSchool AutoSend students', es: 'PowerSchool AutoSend: alumnos' },
  description: {
    en: `Students with grade and school. ${chosenColumns.en}`,
    es: `Alumnos con su grado y su escuela. ${chosenColumns.es}`,
  },
  fileNames: ['students.txt', 'students.csv'],
  key: ['Student_Number'],
  fields: [
    id('Student_Number', 'Student number', 'Matrícula', {
      required: true,
      synonyms: besides(studentNumbers, 'student_number'),
      note: says(
        'The public number. ID is the internal one: joining by the wrong one is the commonest mistake.',
        'El número público. ID es el interno: confundirlos es el error más común.',
      ),
    }),
    text('First_Name', 'First name', 'Nombre', { required: true, synonyms: firstNames }),
    text('Middle_Name', 'Middle name', 'Segundo nombre', { synonyms: middleNames }),
    text('Last_Name', 'Last name', 'Apellidos', { required: true, synonyms: lastNames }),
    grade('Grade_Level', 'Grade', 'Grado', {
      enum: ['-4', '-3', '-2', '-1', ...Array.from({ length: 13 }, (_, index) => String(index))],
      synonyms: ['grade', ...besides(gradeLevels, 'grade_level')],
      note: says('0 is kindergarten, numbers below it come before.', '0 es kínder; los números menores van antes.'),
    }),
    school(),
    text('Enroll_Status', 'Enrollment status', 'Situación de inscripción', {
      enum: ['0', '-1', '1', '2', '3'],
      enumOpen: true,
      synonyms: ['enrollment_status'],
      note: says(
        '0 active, -1 pre-registered, 1 inactive, 2 transferred, 3 graduated.',
        '0 activo, -1 preinscrito, 1 inactivo, 2 transferido, 3 graduado.',
      ),
    }),
    date('EntryDate', 'Entry date', 'Fecha de ingreso', { synonyms: ['entry_date', 'enrollment_date'] }),
    date('ExitDate', 'Exit date', 'Fecha de salida', { synonyms: ['exit_date', 'withdrawal_date'] }),
    birthDate('DOB', { synonyms: besides(birthDates, 'DOB') }),
    text('Gender', 'Gender', 'Sexo', { sensitive: true, synonyms: ['sex', 'gender_code'] }),
    text('Home_Room', 'Homeroom', 'Grupo', { synonyms: ['homeroom'] }),
    id('State_StudentNumber', 'State student number', 'Número estatal del alumno', {
      synonyms: ['state_student_id', 'state_id', 'state_number'],
    }),
    id('DCID', 'DCID', 'DCID', { unique: true }),
    internalId({ note: says('Schedules and attendance name it.', 'Lo usan horarios y asistencia.') }),
  ],
  groupField: 'SchoolID',
  ordered: [['EntryDate', 'ExitDate']],
  subject: ['student', 'pupil'],
  source,
  examples: [
    {
      Student_Number: '417',
      First_Name: 'Maya',
      Middle_Name: 'Elena',
      Last_Name: 'Reyes',
      Grade_Level: '5',
      SchoolID: '100',
      Enroll_Status: '0',
      EntryDate: '2025-08-11',
      DOB: '2015-03-09',
      Gender: 'F',
      Home_Room: '5A',
      DCID: '9017',
      ID: '8801',
    },
    { Student_Number: '418', First_Name: 'Owen', Last_Name: 'Nakamura', Grade_Level: '0', SchoolID: '100', ID: '8802' },
    { Student_Number: '419', First_Name: 'Ida', Last_Name: 'Falk', Grade_Level: '-1', Enroll_Status: '-1' },
  ],
}
