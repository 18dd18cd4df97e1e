// Apple School Manager, rosters.csv: which student is in which class.
import { id } from '../declare-field'
import type { ImportType } from '../import-type'
import { family, referenceTo, sourceOf } from './family'

export const rosters: ImportType = {
  name: `${family}/rosters`,
  family,
  title: { en: 'Apple School Manager rosters', es: 'Apple School Manager: listas' },
  description: { en: 'Which student is in which class.', es: 'Qué alumno está en qué grupo.' },
  fileNames: ['rosters.csv'],
  key: ['roster_id'],
  fields: [
    id('roster_id', 'Roster ID', 'Clave de la fila', { required: true, synonyms: ['enrollment_id'] }),
    id('class_id', 'Class', 'Grupo', {
      required: true,
      reference: referenceTo('classes', 'class_id'),
      synonyms: ['section_id', 'classSourcedId'],
    }),
    id('student_id', 'Student', 'Alumno', {
      required: true,
      reference: referenceTo('students', 'person_id'),
      synonyms: ['userSourcedId', 'person_id'],
    }),
  ],
  subject: ['roster', 'enrollment'],
  source: sourceOf('rosters.csv'),
  examples: [
    { roster_id: '5A-MATH-00417', class_id: '5A-MATH', student_id: 'student-00417' },
    { roster_id: '6-SCI-00418', class_id: '6-SCI', student_id: 'student-00418' },
  ],
}
