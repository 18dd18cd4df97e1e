// Naviance, student course plans: an export that comes back to the SIS. Its columns are not published: they are our own.
import { date, decimal, grade, id, says, text, yesNo } from '../declare-field'
import type { ImportType } from '../import-type'
import { courseNumbers, schoolNumbers, studentNumbers, subjects } from '../sis-headers'
import { family } from './family'

export const studentCoursePlans: ImportType = {
  name: `${family}/student-course-plans`,
  family,
  title: { en: 'Naviance student course plans', es: 'Naviance: planes de cursos' },
  description: {
    en: 'The courses students plan to take. Naviance does not publish the columns: they are our own. The file name holds the school year, so it changes each summer.',
    es: 'Los cursos que los alumnos planean tomar. Naviance no publica las columnas: son nuestras. El nombre del archivo lleva el ciclo escolar, así que cambia cada verano.',
  },
  fileNames: ['NavianceStudentCoursePlansDistrict_2025-2026.csv'],
  // A course may be planned for several years, and within one for two terms: all of it is the key, so that nothing is lost.
  key: ['Student_ID', 'Course_ID', 'Grade_Level', 'School_Year', 'Term'],
  layout: 'unpublished',
  fields: [
    id('Student_ID', 'Student ID', 'Matrícula del alumno', {
      required: true,
      reference: { importType: `${family}/students`, field: 'Student ID' },
      synonyms: studentNumbers,
    }),
    id('School_ID', 'School ID', 'Clave de la escuela', { synonyms: schoolNumbers }),
    id('Course_ID', 'Course ID', 'Clave del curso', {
      required: true,
      reference: { importType: `${family}/course-catalog`, field: 'Course_id' },
      synonyms: courseNumbers,
    }),
    text('Course_Name', 'Course name', 'Nombre del curso', { synonyms: ['course_title'] }),
    text('Subject_Area', 'Subject area', 'Área', { synonyms: subjects.filter((name) => name !== 'subject_area') }),
    decimal('Credits', 'Credits', 'Créditos', { minimum: 0, synonyms: ['credit_hours', 'credit'] }),
    grade('Grade_Level', 'Grade level', 'Grado', { required: true, synonyms: ['grade', 'planned_grade'] }),
    text('School_Year', 'School year', 'Ciclo escolar', {
      blankInKey: true,
      pattern: String.raw`\d{4}-\d{4}`,
      synonyms: ['academic_year', 'plan_year'],
      note: says('As 2025-2026.', 'Como 2025-2026.'),
    }),
    text('Term', 'Term', 'Periodo', { blankInKey: true, synonyms: ['term_code', 'semester'] }),
    yesNo('Alternate', 'Alternate', 'Alterno', {
      synonyms: ['is_alternate'],
      note: says('true: taken only if another course is full.', 'true: solo si otro curso está lleno.'),
    }),
    text('Plan_Status', 'Plan status', 'Estado del plan', { synonyms: ['approval_status'] }),
    date('Last_Updated', 'Last updated', 'Última actualización', { synonyms: ['updated_on', 'last_modified'] }),
  ],
  groupField: 'School_ID',
  subject: ['student'],
  source: 'File name after the Naviance SFTP guide; the columns are not published and are our own',
  examples: [
    {
      Student_ID: '00417',
      School_ID: '120',
      Course_ID: 'ART.2/S1',
      Course_Name: 'Drawing II',
      Subject_Area: 'Arts',
      Credits: '0.5',
      Grade_Level: '10',
      School_Year: '2026-2027',
      Term: 'S1',
      Alternate: 'false',
      Plan_Status: 'Approved',
      Last_Updated: '2026-02-11',
    },
    { Student_ID: '00418', Course_ID: 'MAT-101', Grade_Level: '11' },
  ],
}
