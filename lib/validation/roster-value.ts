// What a cell becomes, and what there is to say about one that is not as it should be.
import type { IssueCode } from '@/lib/issues/catalogue'
import type { IssueParams } from '@/lib/issues/issue'

/**
 * A value in its one canonical form. Numbers, dates and moments stay text: "12.5", "2025-08-01",
 * "2025-08-01T04:00:00.000Z"; two texts are the same value exactly if they are equal.
 */
export type RosterValue = string | boolean | readonly string[]

/** With a value: a warning, and that value stands. Without: an error, and the row is not applied. */
export type Finding = { readonly code: IssueCode; readonly params?: IssueParams; readonly value?: RosterValue }

export function isFinding(reading: RosterValue | Finding): reading is Finding {
  return typeof reading === 'object' && 'code' in reading
}
