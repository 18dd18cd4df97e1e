import { expect, it } from 'vitest'
import { asOfMoment, dateIn } from './as-of-moment'

const now = new Date('2026-11-22T11:30:00Z')

it.each([
  ['2026-10-01', 'America/Chicago', '2026-10-02T04:59:59.999Z'],
  // The night in which the clocks go back, and the one in which they go forward.
  ['2025-11-02', 'America/Chicago', '2025-11-03T05:59:59.999Z'],
  ['2026-03-08', 'America/Chicago', '2026-03-09T04:59:59.999Z'],
  ['2026-03-07', 'America/Chicago', '2026-03-08T05:59:59.999Z'],
  ['2026-10-01', 'Pacific/Auckland', '2026-10-01T10:59:59.999Z'],
  ['2026-10-01', 'UTC', '2026-10-01T23:59:59.999Z'],
  ['2026-11-22', 'UTC', '2026-11-22T11:30:00.000Z'],
  ['2026-11-23', 'UTC', '2026-11-23T23:59:59.999Z'],
  ['2026-10-01T12:00:00-05:00', 'UTC', '2026-10-01T17:00:00.000Z'],
  ['2026-10-01T12:00:00.250Z', 'UTC', '2026-10-01T12:00:00.250Z'],
])('%s in %s means %s', (text, timeZone, moment) => {
  expect(asOfMoment(text, timeZone, now)?.toISOString()).toBe(moment)
})

it.each(['', '2026-02-30', '1/10/2026', '2026-10-01T12:00:00', 'yesterday', '2026-13-01', '2026-10-01T99:00:00Z'])(
  '%j means no moment',
  (text) => expect(asOfMoment(text, 'UTC', now)).toBeUndefined(),
)

it('knows which date it is where', () => {
  expect(dateIn('Pacific/Auckland', now)).toBe('2026-11-23')
  expect(dateIn('America/Chicago', now)).toBe('2026-11-22')
})
