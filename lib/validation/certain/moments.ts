// Dates and moments that can be read from their bytes: dates written in full in a form that only one of the template's
// formats reads, moments in UTC as ISO 8601 has them.
import type { DateFormat } from '../validation-settings'
import { digitsAt, type ByteReader } from './bytes'

const YEAR_MIN = 1900
const MS_PER_DAY = 86_400_000

/** Where year, month and day stand in a form of fixed length. Formats of one shape read the same cells. */
type Form = { readonly shape: string; readonly length: number; readonly at: readonly [number, number, number] }

const forms: Readonly<Record<DateFormat, Form>> = {
  'YYYY-MM-DD': { shape: '____-__-__', length: 10, at: [0, 5, 8] },
  'YYYY/MM/DD': { shape: '____/__/__', length: 10, at: [0, 5, 8] },
  'MM/DD/YYYY': { shape: '__/__/____', length: 10, at: [6, 0, 3] },
  'M/D/YYYY': { shape: '__/__/____', length: 10, at: [6, 0, 3] },
  'DD/MM/YYYY': { shape: '__/__/____', length: 10, at: [6, 3, 0] },
  'D/M/YYYY': { shape: '__/__/____', length: 10, at: [6, 3, 0] },
  'MM-DD-YYYY': { shape: '__-__-____', length: 10, at: [6, 0, 3] },
  'DD-MM-YYYY': { shape: '__-__-____', length: 10, at: [6, 3, 0] },
  YYYYMMDD: { shape: '________', length: 8, at: [0, 4, 6] },
}

/**
 * Reads dates as days since 1970.
 * @param lastDay the last day that is sure, YYYY-MM-DD; a later one is not.
 */
export function dateReader(dateFormats: readonly DateFormat[], lastDay: string | undefined): ByteReader {
  const named = dateFormats.map((format) => forms[format])
  // Two formats of one shape that disagree: which of them is meant, the kind has to say.
  const alone = named.filter(({ shape, at }) => named.every((other) => other.shape !== shape || other.at[1] === at[1]))
  const readers = [...new Map(alone.map((form) => [form.shape, form])).values()].map(formReader)
  const last = lastDay === undefined ? Number.POSITIVE_INFINITY : Date.parse(lastDay) / MS_PER_DAY
  return (bytes, start, end) => {
    for (let index = 0; index < readers.length; index++) {
      const day = readers[index]!(bytes, start, end)
      if (day <= last) return day
    }
    return Number.NaN
  }
}

function formReader({ shape, length, at }: Form): ByteReader {
  const [yearAt, monthAt, dayAt] = at
  const separators = [...shape].flatMap((character, index) => (character === '_' ? [] : [index]))
  const [firstAt = yearAt, secondAt = yearAt] = separators
  const separator = separators.length > 0 ? shape.charCodeAt(firstAt) : -1
  return (bytes, start, end) => {
    if (end - start !== length) return Number.NaN
    if (separator > 0 && (bytes[start + firstAt] !== separator || bytes[start + secondAt] !== separator)) {
      return Number.NaN
    }
    const year = digitsAt(bytes, start + yearAt, start + yearAt + 4)
    const month = digitsAt(bytes, start + monthAt, start + monthAt + 2)
    return dayNumber(year, month, digitsAt(bytes, start + dayAt, start + dayAt + 2))
  }
}

/**
 * Days since 1970; NaN if there is no such day, or the year is before 1900. Years begin in March here, so that a leap day
 * is the last of its year.
 */
export function dayNumber(year: number, month: number, day: number): number {
  if (!(year >= YEAR_MIN && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return Number.NaN
  const from = month < 3 ? year - 1 : year
  const inYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return from * 365 + Math.floor(from / 4) - Math.floor(from / 100) + Math.floor(from / 400) + inYear - 719_468
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

const T = 0x54
const Z = 0x5a
const COLON = 0x3a
const DOT = 0x2e
const isoDate = formReader(forms['YYYY-MM-DD'])

/** Milliseconds since 1970 of 2025-08-01T04:00:00Z, with milliseconds or without. */
export const moment: ByteReader = (bytes, start, end) => {
  const length = end - start
  const isForm =
    (length === 20 || (length === 24 && bytes[start + 19] === DOT)) &&
    bytes[start + 10] === T &&
    bytes[start + 13] === COLON &&
    bytes[start + 16] === COLON &&
    bytes[end - 1] === Z
  if (!isForm) return Number.NaN
  const hour = digitsAt(bytes, start + 11, start + 13)
  const minute = digitsAt(bytes, start + 14, start + 16)
  const second = digitsAt(bytes, start + 17, start + 19)
  if (!(hour < 24 && minute < 60 && second < 60)) return Number.NaN
  const seconds = isoDate(bytes, start, start + 10) * 86_400 + hour * 3600 + minute * 60 + second
  return seconds * 1000 + (length === 24 ? digitsAt(bytes, start + 20, start + 23) : 0)
}
