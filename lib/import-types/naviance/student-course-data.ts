// Naviance, student course data: the courses a student takes and has taken, one record for each time.
import { decimal, grade, id, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { courseNumbers, studentNumbers } from '../sis-headers'
import { COURSE_FILE_BYTES_MAX, family } from './family'

export const studentCourseData: ImportType = {
  name: `${family}/student-course-data`,
  family,
  title: { en: 'Naviance student course data', es: 'Naviance: historial de cursos' },
  description: {
    en: 'Completed and current courses of each student, in one file. Naviance takes at most 10 MB, with commas or tabs.',
    es: 'Cursos terminados y en curso de cada alumno, en un archivo. Naviance acepta hasta 10 MB, con comas o tabuladores.',
  },
  fileNames: ['StudentCourseData.csv', 'StudentCourseData.txt'],
  maxBytes: COURSE_FILE_BYTES_MAX,
  key: ['Student_ID', 'Course_ID', 'Grade_Level_Taken', 'Term'],
  fields: [
    id('Student_ID', 'Student ID', 'Matrícula del alumno', {
      required: true,
      reference: { importType: `${family}/students`, field: 'Student ID' },
      synonyms: studentNumbers,
      note: says(
        'The number people use, not the internal id of the SIS.',
        'El número que se usa a diario, no el interno del sistema escolar.',
      ),
    }),
    id('Course_ID', 'Course ID', 'Clave del curso', {
      required: true,
      reference: { importType: `${family}/course-catalog`, field: 'Course_id' },
      synonyms: courseNumbers,
      note: says('Also of past and transferred courses.', 'También de cursos anteriores y revalidados.'),
    }),
    grade('Grade_Level_Taken', 'Grade level taken', 'Grado en que se cursó', {
      required: true,
      synonyms: ['grade_level', 'grade_taken'],
      note: says('The grade on completion.', 'El grado al terminar el curso.'),
    }),
    text('Term', 'Term', 'Periodo', {
      blankInKey: true,
      synonyms: ['store_code', 'term_code', 'semester'],
      note: says(
        'Such as S1. Needed where a student has one course several times in one grade.',
        'Por ejemplo S1. Se necesita si un alumno tiene un curso varias veces en un grado.',
      ),
    }),
    text('Course_Status', 'Course status', 'Estado del curso', {
      required: true,
      enum: ['Completed', 'In Progress'],
      synonyms: ['completion_status'],
    }),
    text('Course_Name', 'Course name', 'Nombre del curso', { synonyms: ['course_title'] }),
    text('Teacher', 'Teacher', 'Docente', { synonyms: ['teacher_name', 'instructor'] }),
    decimal('Credits_Attempted', 'Credits attempted', 'Créditos intentados', {
      required: true,
      minimum: 0,
      synonyms: ['PotentialCrHrs', 'credit_attempted', 'potential_credits'],
    }),
    decimal('Credits_Earned', 'Credits earned', 'Créditos obtenidos', {
      required: true,
      minimum: 0,
      synonyms: ['EarnedCrHrs', 'credit_earned'],
    }),
    text('Letter_Grade', 'Letter grade', 'Calificación con letra', {
      synonyms: ['[StoredGrades]Grade', 'final_grade', 'mark'],
    }),
    decimal('Score', 'Score', 'Calificación numérica', { synonyms: ['percent', 'percentage', 'numeric_grade'] }),
  ],
  ordered: [['Credits_Earned', 'Credits_Attempted']],
  subject: ['student'],
  source:
    'Naviance, Student Course Data Import Fields (ps.powerschool-docs.com/naviance); the key follows its note on Term',
  examples: [
    {
      Student_ID: '00417',
      Course_ID: 'MAT-101',
      Grade_Level_Taken: '9',
      Term: 'S1',
      Course_Status: 'Completed',
      Course_Name: 'Algebra I',
      Teacher: 'Tobias Okafor',
      Credits_Attempted: '0.5',
      Credits_Earned: '0.5',
      Letter_Grade: 'A-',
      Score: '92',
    },
    {
      Student_ID: '00418',
      Course_ID: 'ART.2/S1',
      Grade_Level_Taken: '10',
      Course_Status: 'In Progress',
      Credits_Attempted: '0.5',
      Credits_Earned: '0',
    },
  ],
}
