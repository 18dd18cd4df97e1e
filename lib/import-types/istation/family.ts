// What Istation's jobs other than 1File share. The help names them without showing their columns: the headers are ours,
// spelled as those of 1File are.
import { id, says, text, type More } from '../declare-field'
import type { Field } from '../import-type'
import { schoolNumbers } from '../sis-headers'

export const family = 'istation'

/** Of descriptions of jobs whose columns could not be seen. */
export const ownHeaders = {
  en: 'The columns are not published; the headers are our own.',
  es: 'Las columnas no están publicadas; los encabezados son nuestros.',
}

/** Named in three ways, so it cannot be looked up among the campus codes. */
export function campus(more: More = {}): Field {
  return id('campus_id', 'Campus', 'Plantel', {
    synonyms: ['campus_code', 'school_id', ...schoolNumbers.filter((name) => name !== 'campus_code'), 'entity'],
    note: says(
      'Campus code, state number or Istation domain.',
      'Clave del plantel, número estatal o dominio de Istation.',
    ),
    ...more,
  })
}

export function login(name: string): Field {
  return text(name, 'Login', 'Usuario', { maxLength: 30, synonyms: ['username', 'user_name', 'login_name'] })
}
