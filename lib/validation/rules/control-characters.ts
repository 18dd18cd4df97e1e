// Line breaks and other control characters inside a cell: forbidden by OneRoster, kept with a warning where tolerated.
// NUL is never let through: PostgreSQL cannot hold it.
import type { Finding, RosterValue } from '../roster-value'
import type { Tolerance } from '../validation-settings'

const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/

/**
 * @param cell the text as it stands in the file.
 * @param value what stands if the characters are tolerated.
 */
export function findControlCharacter(cell: string, value: RosterValue, tolerance: Tolerance): Finding | undefined {
  if (!controls.test(cell)) return undefined
  if (cell.includes('\0')) return { code: 'row-nul' }
  return tolerance === 'strict' ? { code: 'value-line-break' } : { code: 'value-line-break', value }
}
