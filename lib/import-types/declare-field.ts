// Short ways to declare a field: its name in the file, its English and Spanish title, and what else there is to say.
import type { Field, Kind, LocalizedText } from './import-type'

export type More = Partial<Omit<Field, 'name' | 'title' | 'kind'>>

/** Longer identifiers and names than this are met nowhere. */
const LENGTH_MAX = 255

export const text = declare('text')
export const id = declare('id', { maxLength: LENGTH_MAX })
export const integer = declare('integer')
export const decimal = declare('decimal')
export const yesNo = declare('boolean')
export const date = declare('date')
export const year = declare('year')
export const email = declare('email', { maxLength: LENGTH_MAX - 1 })
export const phone = declare('phone')
export const grade = declare('grade')
export const list = declare('list')

/** A date of birth. */
export function birthDate(name: string, more: More = {}): Field {
  return date(name, 'Date of birth', 'Fecha de nacimiento', { past: true, sensitive: true, ...more })
}

/** Read and thrown away. */
export function password(name: string, more: More = {}): Field {
  return text(name, 'Password', 'Contraseña', {
    sensitive: true,
    discarded: true,
    note: says('Never kept.', 'Nunca se guarda.'),
    ...more,
  })
}

/** A sentence in both languages. */
export function says(en: string, es: string): LocalizedText {
  return { en, es }
}

function declare(kind: Kind, usual: More = {}) {
  return (name: string, en: string, es: string, more: More = {}): Field => ({
    ...{ name, title: { en, es }, kind },
    ...usual,
    ...more,
  })
}
