import { describe, expect, it } from 'vitest'
import { nextExpected } from './next-expected'

const zone = 'America/Chicago'
/** Two in the night in Chicago, in the winter, on days of November 2026. */
const nights = (...days: number[]) => days.map((day) => new Date(Date.UTC(2026, 10, day, 8, 10)))
const noon = (day: number) => new Date(Date.UTC(2026, 10, day, 18))
const dayOf = (found: ReturnType<typeof nextExpected>) => found && found.day.toISOString().slice(0, 10)

describe('the next file of a template', () => {
  it('is expected on the next school night at the usual hour', () => {
    // Monday the 9th to Friday the 20th.
    const found = nextExpected(nights(9, 10, 11, 12, 13, 16, 17, 18, 19, 20), noon(20), zone)
    expect(found).toMatchObject({ minutes: 130, isLate: false })
    expect(dayOf(found)).toBe('2026-11-23')
  })

  it('is late once its hour has passed by two hours, and stays so', () => {
    const past = nights(12, 13, 16, 17, 18, 19)
    expect(nextExpected(past, new Date(Date.UTC(2026, 10, 20, 9)), zone)?.isLate).toBe(false)
    expect(nextExpected(past, new Date(Date.UTC(2026, 10, 20, 11)), zone)?.isLate).toBe(true)
    expect(dayOf(nextExpected(past, noon(25), zone))).toBe('2026-11-20')
    expect(nextExpected(past, noon(25), zone)?.isLate).toBe(true)
  })

  it('is expected weekly where files come weekly', () => {
    const found = nextExpected(nights(2, 9, 16, 23), noon(23), zone)
    expect(dayOf(found)).toBe('2026-11-30')
  })

  it('is not foretold from too little, or from days without a rule', () => {
    expect(nextExpected([], noon(20), zone)).toBeNull()
    expect(nextExpected(nights(18, 19, 20), noon(20), zone)).toBeNull()
    expect(nextExpected(nights(1, 4, 5, 10, 17, 27), noon(27), zone)).toBeNull()
  })

  it('keeps its hour when clocks change', () => {
    // Clocks went back on the 1st of November 2026 at two in the morning.
    const summer = [28, 29, 30, 31].map((day) => new Date(Date.UTC(2026, 9, day, 7, 10)))
    const found = nextExpected([...summer, ...nights(1, 2, 3)], noon(3), zone)
    expect(found?.minutes).toBe(130)
    expect(dayOf(found)).toBe('2026-11-04')
  })
})
