// What Visitor Aware's files share. Most layouts are not published: fields that are our own are said to be so.
import { id, says, text, yesNo, type More } from '../declare-field'
import type { Field, Reference } from '../import-type'
import { firstNames, lastNames, middleNames, schoolNumbers } from '../sis-headers'

export const family = 'visitor-aware'

/** Of descriptions of files whose layout the vendor does not publish. */
export const ownLayout = {
  en: 'Visitor Aware does not publish this layout; the field names are our own.',
  es: 'Visitor Aware no publica este formato; los nombres de los campos son nuestros.',
}

export function referenceTo(file: string, field: string): Reference {
  return { importType: `${family}/${file}`, field }
}

export const firstName = text('First Name', 'First name', 'Nombre', { required: true, synonyms: firstNames })
export const lastName = text('Last Name', 'Last name', 'Apellidos', { required: true, synonyms: lastNames })
export const middleName = text('Middle Name', 'Middle name', 'Segundo nombre', { synonyms: middleNames })

/** The school's number in the SIS, by which all files name it. */
export function school(more: More = {}): Field {
  return id('School ID', 'School ID', 'Clave de la escuela', {
    reference: referenceTo('locations', 'School ID'),
    synonyms: ['school_id', ...schoolNumbers, 'campus_id', 'entity', 'organization_id', 'school', 'location_id'],
    note: says('The number of the school in the SIS.', 'El número de la escuela en el sistema escolar.'),
    ...more,
  })
}

/** The student a row is about, by the file of students. */
export function student(more: More = {}): Field {
  return id('Student ID', 'Student ID', 'Matrícula del alumno', {
    reference: referenceTo('students', 'Student ID'),
    synonyms: ['student_id', 'student_number', 'student_no', 'local_student_id'],
    ...more,
  })
}

/** Yes or no as Visitor Aware writes it. */
export function oneOrZero(name: string, en: string, es: string, more: More = {}): Field {
  return yesNo(name, en, es, {
    enum: ['1', '0'],
    note: says('1 for yes, 0 for no.', '1 para sí, 0 para no.'),
    ...more,
  })
}

export const active = oneOrZero('Active', 'Active', 'Activo', {
  synonyms: ['is_active', 'active_flag'],
  note: says('1 for active, 0 for not.', '1 si está activo, 0 si no.'),
})
