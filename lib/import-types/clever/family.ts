// What Clever's files share. Names of files and columns and the keys are Clever's; which other fields are required, and
// the lists of values, are known from the trade only: so the lists are open, and little is demanded.
import { grade, id, says, text, yesNo, type More } from '../declare-field'
import type { Field, Reference } from '../import-type'
import { firstNames, lastNames, middleNames, schoolNumbers } from '../sis-headers'

export const family = 'clever'

export function sourceOf(fileName: string): string {
  return `Clever SFTP Instructions 2.1.1, ${fileName}; required marks beyond the keys and value lists are from the trade`
}

export function referenceTo(file: string, field: string): Reference {
  return { importType: `${family}/${file}`, field }
}

/** The school a row belongs to. Every file names it so. */
export function school(more: More = {}): Field {
  return id('School_id', 'School', 'Escuela', {
    required: true,
    reference: referenceTo('schools', 'School_id'),
    synonyms: schoolNumbers,
    ...more,
  })
}

export const firstName = (more: More = {}) =>
  text('First_name', 'First name', 'Nombre', { synonyms: firstNames, ...more })
export const middleName = (more: More = {}) =>
  text('Middle_name', 'Middle name', 'Segundo nombre', { synonyms: middleNames, ...more })
export const lastName = (more: More = {}) =>
  text('Last_name', 'Last name', 'Apellidos', { synonyms: lastNames, ...more })

const gradeTokens = [
  ...['InfantToddler', 'Preschool', 'PreKindergarten', 'TransitionalKindergarten', 'Kindergarten'],
  ...Array.from({ length: 13 }, (_, index) => String(index + 1)),
  ...['PostGraduate', 'Ungraded', 'Other'],
]

/** A grade as Clever writes it: Kindergarten, 1 … 13, Ungraded. */
export function cleverGrade(name: string, en: string, es: string, more: More = {}): Field {
  return grade(name, en, es, { enum: gradeTokens, ...more })
}

/** Y or N. */
export function yOrN(name: string, en: string, es: string, more: More = {}): Field {
  return yesNo(name, en, es, { enum: ['Y', 'N'], ...more })
}

/** Clever writes dates as 3/9/2015. */
export const dateNote = says('Clever writes it as 3/9/2015.', 'Clever la escribe como 3/9/2015 (mes/día/año).')
