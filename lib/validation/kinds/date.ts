// Calendar dates, read by the formats the template names and by no other; canonical YYYY-MM-DD. Day and month are
// never guessed: a cell that two of the formats read differently is refused.
import type { Finding } from '../roster-value'
import type { DateFormat, Tolerance } from '../validation-settings'
import type { KindReader } from './kind-reader'

/** Longer texts are no date in any format. */
const LENGTH_MAX = 40

/** Years outside are typing mistakes; the upper end is what "no end" is often written as. */
const YEAR_MIN = 1900

export const date: KindReader = {
  sqlType: 'date',
  read(cell, { dateFormats, tolerance }): string | Finding {
    let read: string | undefined
    for (const format of dateFormats) {
      const found = readDateAs(cell, format, tolerance)
      if (found === undefined || found === read) continue
      if (read !== undefined) return { code: 'value-date-ambiguous', params: { first: read, second: found } }
      read = found
    }
    return read ?? { code: 'value-date', params: { formats: dateFormats } }
  },
}

/**
 * The date in a text of one format, as YYYY-MM-DD. Strict: to the letter. Tolerant: zeros in front of day and month
 * may be missing, and a time may follow if it is midnight, as databases write a date.
 */
export function readDateAs(cell: string, format: DateFormat, tolerance: Tolerance): string | undefined {
  if (cell.length > LENGTH_MAX) return undefined
  const { exact, loose, places } = shapes[format]
  const match = tolerance === 'strict' ? exact.exec(cell) : loose.exec(cell.replace(midnight, ''))
  if (!match) return undefined
  const parts = { Y: '', M: '', D: '' }
  places.forEach((place, index) => (parts[place] = match[index + 1] ?? ''))
  return calendarDate(parts.Y, parts.M.padStart(2, '0'), parts.D.padStart(2, '0'))
}

/** YYYY-MM-DD if there is such a day. */
export function calendarDate(year: string, month: string, day: string): string | undefined {
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  if (y < YEAR_MIN || m < 1 || m > 12 || d < 1) return undefined
  const leap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0
  const days = m === 2 ? (leap ? 29 : 28) : m === 4 || m === 6 || m === 9 || m === 11 ? 30 : 31
  return d > days ? undefined : `${year}-${month}-${day}`
}

const midnight = /(?:[T ]00?:00(?::00(?:\.0{1,9})?)?(?:Z|[+-]00:?00)?| 12:00(?::00)? ?AM)$/i

type Place = 'Y' | 'M' | 'D'
type Shape = { readonly exact: RegExp; readonly loose: RegExp; readonly places: readonly Place[] }

const shapes: Readonly<Record<DateFormat, Shape>> = {
  'YYYY-MM-DD': shape('YYYY-MM-DD'),
  'MM/DD/YYYY': shape('MM/DD/YYYY'),
  'M/D/YYYY': shape('M/D/YYYY'),
  'DD/MM/YYYY': shape('DD/MM/YYYY'),
  'D/M/YYYY': shape('D/M/YYYY'),
  'MM-DD-YYYY': shape('MM-DD-YYYY'),
  'DD-MM-YYYY': shape('DD-MM-YYYY'),
  YYYYMMDD: shape('YYYYMMDD'),
  'YYYY/MM/DD': shape('YYYY/MM/DD'),
}

function shape(format: DateFormat): Shape {
  const parts = format.match(/Y+|M+|D+/g) ?? []
  const separator = /[/-]/.exec(format)?.[0] ?? ''
  const digits = (part: string, loose: boolean) =>
    part === 'YYYY' ? '(\\d{4})' : part.length === 1 || (loose && separator) ? '(\\d{1,2})' : '(\\d{2})'
  const expression = (loose: boolean) => new RegExp(`^${parts.map((part) => digits(part, loose)).join(separator)}$`)
  return { exact: expression(false), loose: expression(true), places: parts.map((part) => part[0] as Place) }
}
