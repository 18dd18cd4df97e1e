// What the files of Microsoft School Data Sync 2.1 share. Its lists of values can be edited by each tenant: they are open.
import { id, type More } from '../declare-field'
import type { Field, Reference } from '../import-type'

export const family = 'microsoft-sds-2.1'

export const roleTokens = [
  ...['student', 'alumni', 'teacher', 'faculty', 'staff', 'teacherAssistant', 'assistant', 'instructor', 'substitute'],
  ...['coach', 'lecturer', 'professor', 'adjunct', 'researcher', 'affiliate', 'principal', 'chair', 'administrator'],
  ...['itAdmin', 'officeStaff', 'paraprofessional', 'specialServices', 'advisor', 'proctor', 'nurse'],
  ...['occupationalTherapist', 'physicalTherapist', 'speechTherapist', 'visionTherapist', 'other'],
]

export function sourceOf(fileName: string): string {
  return `Microsoft School Data Sync, SDS V2.1 CSV file format and default list of values, ${fileName} (learn.microsoft.com)`
}

/** The record of another file. */
export function referenceTo(file: string, field = 'sourcedId'): Reference {
  return { importType: `${family}/${file}`, field }
}

/** The key of a file. */
export function sourcedId(synonyms: readonly string[]): Field {
  return id('sourcedId', 'Sourced ID', 'Identificador de origen', {
    required: true,
    synonyms: ['sourceId', 'sis_id', ...synonyms],
    note: {
      en: 'The key of the record: unique in the file and the same every night.',
      es: 'La clave del registro: única en el archivo y la misma todas las noches.',
    },
  })
}

export function organization(more: More = {}): Field {
  return id('orgSourcedId', 'Organization', 'Organización', {
    reference: referenceTo('orgs'),
    synonyms: ['orgSourceId', 'org_id', 'school_sis_id', 'school_id'],
    ...more,
  })
}

export function user(more: More = {}): Field {
  return id('userSourcedId', 'Person', 'Persona', {
    required: true,
    reference: referenceTo('users'),
    synonyms: ['userSourceId', 'user_id', 'person_id', 'student_id'],
    ...more,
  })
}
