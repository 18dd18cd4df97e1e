import { z } from 'zod'

/** A moment in UTC as callers see it: 2026-08-01T04:00:00.000Z. */
export const momentSchema = z.iso.datetime()

export function shownMoment(moment: Date): string
export function shownMoment(moment: Date | null): string | null
export function shownMoment(moment: Date | null): string | null {
  return moment && moment.toISOString()
}
