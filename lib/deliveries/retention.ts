// How long the bytes of a delivery are kept when its template does not say so.

/** A file no template was found for: time for a person to make one. */
export const NO_TEMPLATE_KEEP_DAYS = 14

/** A file we failed on: time for an operator to repair what is wrong with us. */
export const FAILED_KEEP_DAYS = 14

/** A held file nobody answers for: pupils' data is not kept for ever on the chance that somebody does. */
export const HELD_KEEP_DAYS = 30

/** The file of all issues of a run that has many; those stored one by one stay. */
export const ISSUE_LIST_KEEP_DAYS = 30

const DAY_MS = 86_400_000

/** The moment after which the bytes are destroyed. */
export function destroyAfterDays(from: Date, days: number): Date {
  return new Date(from.getTime() + days * DAY_MS)
}
