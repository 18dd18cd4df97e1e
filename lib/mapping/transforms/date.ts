// Dates of one column, read in one form and no other: day and month are never guessed.
import { calendarDate, readDateAs } from '@/lib/validation/kinds/date'
import type { ChangeText } from './index'
import type { TransformOf } from './transform'

/** Longer texts are no date in any form. */
const LENGTH_MAX = 40

/** As YYYY-MM-DD. Blank stays blank; a text that is no date of this form is an error. */
export function date({ format }: TransformOf<'date'>): ChangeText {
  return (text) => {
    const value = text.trim()
    if (value === '') return text
    return (
      readColumnDate(value, format) ?? {
        ...{ text, value: text, code: 'value-date', severity: 'error' },
        params: { formats: [format] },
      }
    )
  }
}

type Format = TransformOf<'date'>['format']

function readColumnDate(value: string, format: Format): string | undefined {
  if (format !== 'D MMM YYYY' && format !== 'MMM D, YYYY') return readDateAs(value, format, 'tolerant')
  if (value.length > LENGTH_MAX) return undefined
  const match = (format === 'D MMM YYYY' ? dayFirst : monthFirst).exec(value)
  if (!match) return undefined
  const [, first = '', second = '', year = ''] = match
  const [day, name] = format === 'D MMM YYYY' ? [first, second] : [second, first]
  const month = months.get(plain(name))
  return month && calendarDate(year, month, day.padStart(2, '0'))
}

/** 5 Aug 2025, 05-AUG-2025, 5 de agosto de 2025 */
const dayFirst = /^(\d{1,2})(?:[ /.-]{1,2}|\s+de\s+)(\p{L}{3,12})\.?(?:[ ,/.-]{1,2}|\s+de\s+)(\d{4})$/iu
/** Aug 5, 2025 */
const monthFirst = /^(\p{L}{3,12})\.?[ /.-]{1,2}(\d{1,2})(?:st|nd|rd|th)?[ ,/.-]{1,2}(\d{4})$/iu

const names = [
  ['january', 'enero'],
  ['february', 'febrero'],
  ['march', 'marzo'],
  ['april', 'abril'],
  ['may', 'mayo'],
  ['june', 'junio'],
  ['july', 'julio'],
  ['august', 'agosto'],
  ['september', 'septiembre', 'setiembre', 'sept'],
  ['october', 'octubre'],
  ['november', 'noviembre'],
  ['december', 'diciembre'],
]

const months = new Map(
  names.flatMap((all, index) => {
    const month = String(index + 1).padStart(2, '0')
    return all.flatMap((name) => [[name, month] as const, [name.slice(0, 3), month] as const])
  }),
)

function plain(name: string): string {
  return name.toLowerCase()
}
