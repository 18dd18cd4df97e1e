// PowerSchool AutoSend, attendance. No list of its columns was found at all: these are the ones the trade speaks of.
import { date, id, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { chosenColumns, family, internalStudent, school, source } from './family'

export const attendance: ImportType = {
  name: `${family}/attendance`,
  family,
  title: { en: 'PowerSchool AutoSend attendance', es: 'PowerSchool AutoSend: asistencia' },
  description: {
    en: `Attendance by student, day and period. ${chosenColumns.en}`,
    es: `Asistencia por alumno, día y hora. ${chosenColumns.es}`,
  },
  fileNames: ['attendance.txt', 'attendance.csv'],
  key: ['StudentID', 'Att_Date', 'PeriodID', 'CCID'],
  fields: [
    internalStudent,
    date('Att_Date', 'Date', 'Fecha', { required: true, synonyms: ['attendance_date', 'absence_date'] }),
    id('PeriodID', 'Period', 'Hora', {
      blankInKey: true,
      synonyms: ['period', 'period_id'],
      note: says('Blank for attendance by day.', 'En blanco si la asistencia es por día.'),
    }),
    id('CCID', 'Schedule record', 'Registro de horario', {
      blankInKey: true,
      synonyms: ['cc_id'],
      note: says('Blank for attendance by day.', 'En blanco si la asistencia es por día.'),
    }),
    text('Att_Code', 'Attendance code', 'Código de asistencia', {
      synonyms: ['attendance_code', 'absence_code', 'Attendance_CodeID'],
      note: says('Often blank for present.', 'A menudo en blanco si asistió.'),
    }),
    school(),
    text('Att_Comment', 'Comment', 'Comentario', { synonyms: ['attendance_comment', 'absence_reason'] }),
  ],
  groupField: 'SchoolID',
  subject: ['attendance'],
  source: `No list of columns was found. ${source}`,
  examples: [
    { StudentID: '8801', Att_Date: '2025-09-03', PeriodID: '2', CCID: '91001', Att_Code: 'T', SchoolID: '100' },
    { StudentID: '8802', Att_Date: '2025-09-03', Att_Code: 'A', SchoolID: '100', Att_Comment: 'Parent called' },
  ],
}
