// Rollcall's own plain layouts, for senders who have no format to keep to: a list made by hand, or an export nobody
// prescribes. Everything in them is our own.
import type { Reference } from '../import-type'

export const family = 'rollcall'

export const source = 'Rollcall’s own layout'

export function referenceTo(file: string, field: string): Reference {
  return { importType: `${family}/${file}`, field }
}
