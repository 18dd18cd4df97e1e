// Visitor Aware, students_ascender.csv: students in the layout of Ascender, a system of Texas districts.
import { inLayoutOf } from './sis-layout'
import { students } from './students'

export const studentsAscender = inLayoutOf(students, 'students-ascender', {
  title: { en: 'Visitor Aware students from Ascender', es: 'Visitor Aware: alumnos de Ascender' },
  fileNames: ['students_ascender.csv'],
  source: 'Visitor Aware SFTP guide, file name; the fields are those of visitor-aware/students',
})
