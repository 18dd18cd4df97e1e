// Moments: ISO 8601 in UTC with milliseconds, such as 2025-08-01T04:00:00.000Z. Tolerated with a warning: an offset
// instead of Z, a blank instead of T, no zone (the standard says UTC), no seconds, and the bare date of OneRoster 1.0.
import { calendarDate } from './date'
import type { KindReader } from './kind-reader'

const LENGTH_MAX = 40

const exact = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/
const loose = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)? ?(Z|[+-]\d\d:?\d\d)?$/i

export const dateTime: KindReader = {
  sqlType: 'timestamptz',
  read(cell, { tolerance }) {
    const standard = cell.length <= LENGTH_MAX && exact.test(cell)
    if (!standard && tolerance === 'strict') return { code: 'value-date-time' }
    const value = cell.length <= LENGTH_MAX ? momentIn(cell) : undefined
    if (value === undefined) return { code: 'value-date-time' }
    return standard ? value : { code: 'value-date-time-spelling', params: { read: value }, value }
  },
}

function momentIn(cell: string): string | undefined {
  const match = loose.exec(cell)
  if (!match) return undefined
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] =
    match
  const date = calendarDate(year, month, day)
  if (date === undefined || hour > '23' || minute > '59' || second > '59') return undefined
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0')
  const offset = offsetMinutes(zone)
  if (offset === undefined) return undefined
  if (offset === 0) return `${date}T${hour}:${minute}:${second}.${milliseconds}Z`
  const local = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second, +milliseconds)
  return new Date(local - offset * 60_000).toISOString()
}

function offsetMinutes(zone: string): number | undefined {
  if (zone === 'Z' || zone === 'z') return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))]
  if (hours > 14 || minutes > 59) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}
