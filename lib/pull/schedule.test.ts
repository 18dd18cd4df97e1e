// When a source comes next, in the time zone of its district.
import { describe, expect, it } from 'vitest'
import { nextMoment, scheduleSchema, type Schedule } from './schedule'

const CHICAGO = 'America/Chicago'
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const at = (times: string[], weekdays = everyDay): Schedule => ({ kind: 'times', times, weekdays })
const cron = (expression: string): Schedule => ({ kind: 'cron', expression })
const next = (schedule: Schedule, after: string, zone = CHICAGO) =>
  nextMoment(schedule, zone, new Date(after))?.toISOString()

/** So many moments, one after the other. */
function moments(schedule: Schedule, after: string, count: number): string[] {
  const found: string[] = []
  for (let last = after; found.length < count;) {
    last = next(schedule, last) ?? 'never'
    found.push(last)
  }
  return found
}

describe('times of the day', () => {
  it.each([
    ['later today', at(['06:00']), '2026-11-22T11:59:59.999Z', '2026-11-22T12:00:00.000Z'],
    ['not now but tomorrow', at(['06:00']), '2026-11-22T12:00:00.000Z', '2026-11-23T12:00:00.000Z'],
    ['the first of several', at(['22:30', '06:00']), '2026-11-22T12:00:00.000Z', '2026-11-23T04:30:00.000Z'],
    ['on Monday after Friday', at(['06:00'], [1, 2, 3, 4, 5]), '2026-11-20T12:00:00.000Z', '2026-11-23T12:00:00.000Z'],
    ['the same hour in summer', at(['06:00']), '2026-07-01T12:00:00.000Z', '2026-07-02T11:00:00.000Z'],
  ])('%s', (_, schedule, after, expected) => {
    expect(next(schedule, after)).toBe(expected)
  })

  it('that the clock jumps over in spring comes once, an hour later by the clock', () => {
    expect(moments(at(['02:30']), '2026-03-07T12:00:00Z', 2)).toEqual([
      '2026-03-08T08:30:00.000Z',
      '2026-03-09T07:30:00.000Z',
    ])
  })

  it('that comes twice in autumn counts once', () => {
    expect(moments(at(['01:30']), '2026-10-31T12:00:00Z', 2)).toEqual([
      '2026-11-01T06:30:00.000Z',
      '2026-11-02T07:30:00.000Z',
    ])
  })

  it('are those of the zone, whatever its offset', () => {
    expect(next(at(['00:00']), '2026-11-22T00:00:00Z', 'Asia/Kathmandu')).toBe('2026-11-22T18:15:00.000Z')
    expect(next(at(['00:00']), '2026-11-22T00:00:00Z', 'Pacific/Auckland')).toBe('2026-11-22T11:00:00.000Z')
  })
})

describe('every so often', () => {
  it('goes on through both hours of an autumn night, and through the gap in spring without a double', () => {
    const hourly: Schedule = { kind: 'every', minutes: 60 }
    const steps = (list: string[]) =>
      new Set(list.slice(1).map((moment, index) => Date.parse(moment) - Date.parse(list[index] ?? '')))
    expect(steps(moments(hourly, '2026-11-01T02:00:00Z', 12))).toEqual(new Set([3_600_000]))
    expect(steps(moments(hourly, '2026-03-08T02:00:00Z', 12))).toEqual(new Set([3_600_000]))
    expect(next({ kind: 'every', minutes: 720 }, '2026-11-22T12:00:00Z')).toBe('2026-11-22T18:00:00.000Z')
  })
})

describe('cron', () => {
  it.each([
    ['30 5 * * *', '2026-11-22T12:00:00Z', '2026-11-23T11:30:00.000Z'],
    ['*/15 * * * *', '2026-11-22T12:01:00Z', '2026-11-22T12:15:00.000Z'],
    ['0 6 * * mon-fri', '2026-11-20T13:00:00Z', '2026-11-23T12:00:00.000Z'],
    ['0 6 * * 7', '2026-11-16T13:00:00Z', '2026-11-22T12:00:00.000Z'],
    ['0 0 1 jan *', '2026-11-22T12:00:00Z', '2027-01-01T06:00:00.000Z'],
    ['0 0 13 * 5', '2026-11-07T12:00:00Z', '2026-11-13T06:00:00.000Z'],
    ['0 12 29 2 *', '2026-11-22T12:00:00Z', '2028-02-29T18:00:00.000Z'],
    ['0 8-10/2 * * *', '2026-11-22T14:30:00Z', '2026-11-22T16:00:00.000Z'],
  ])('%s after %s', (expression, after, expected) => {
    expect(next(cron(expression), after)).toBe(expected)
  })

  it.each([
    '',
    '* * * *',
    '* * * * * *',
    '60 * * * *',
    '5-1 * * * *',
    '0 0 30 2 *',
    '* * * * *',
    '@daily',
    '*-5 * * * *',
  ])('takes nothing that is none, never comes, or comes too often: %s', (expression) => {
    expect(scheduleSchema.safeParse({ kind: 'cron', expression }).success).toBe(false)
  })

  it('is taken as programs write it', () => {
    expect(scheduleSchema.safeParse({ kind: 'cron', expression: '5,35 4 * * 1-5' }).success).toBe(true)
    expect(scheduleSchema.parse(at(['22:00', '05:00', '22:00']))).toEqual(at(['05:00', '22:00']))
    expect(scheduleSchema.safeParse(at(['24:00'])).success).toBe(false)
  })
})
