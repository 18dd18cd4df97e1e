// PowerSchool AutoSend sends one kind of data a file, with the columns the district picks. The fields are PowerSchool's
// own names as the trade knows them; nothing of it is published. Only what identifies a record is required.
import { id, says, type More } from '../declare-field'
import type { Field, LocalizedText, Reference } from '../import-type'
import { schoolNumbers } from '../sis-headers'

export const family = 'powerschool-autosend'

export const source =
  'Column names of PowerSchool tables as known in the trade, not checked in a source; AutoSend after ps.powerschool-docs.com/pssis-admin'

/** The end of every description. */
export const chosenColumns: LocalizedText = says(
  'The district picks the columns in AutoSend; dates come as 08/25/2025.',
  'El distrito elige las columnas en AutoSend; las fechas llegan como 08/25/2025.',
)

export function referenceTo(file: string, field: string): Reference {
  return { importType: `${family}/${file}`, field }
}

export function school(more: More = {}): Field {
  return id('SchoolID', 'School', 'Escuela', { synonyms: ['school_id', ...schoolNumbers], ...more })
}

/** The number of the student's record in PowerSchool, which is not the student number. */
export const internalStudent = id('StudentID', 'Student (internal)', 'Alumno (interno)', {
  required: true,
  reference: referenceTo('students', 'ID'),
  synonyms: ['CC.STUDENTID', 'student_id'],
  note: says(
    'The internal ID of the students’ file, not the student number.',
    'El ID interno del archivo de alumnos, no la matrícula.',
  ),
})

/** The number of the record itself. It has no synonyms: "Student ID" is what people call the public number. */
export function internalId(more: More = {}): Field {
  return id('ID', 'Internal ID', 'ID interno', { unique: true, lookup: true, ...more })
}

export function termId(more: More = {}): Field {
  return id('TermID', 'Term', 'Periodo', {
    synonyms: ['term_id', 'term'],
    note: says(
      '(Year of the autumn − 1990) × 100 + term: 3400 is all of 2024-25.',
      '(Año de otoño − 1990) × 100 + periodo: 3400 es todo 2024-25.',
    ),
    ...more,
  })
}
