// How long the bytes of a delivery are kept when nothing else says so.

/** A file no template was found for: time for a person to make one. */
export const NO_TEMPLATE_KEEP_DAYS = 14

const DAY_MS = 86_400_000

/** The moment after which the bytes are destroyed. */
export function destroyAfterDays(from: Date, days: number): Date {
  return new Date(from.getTime() + days * DAY_MS)
}
