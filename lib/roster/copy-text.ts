// Values as COPY's text format takes them (PostgreSQL, COPY, "Text Format").
import type { RosterValue } from '@/lib/validation/roster-value'

const awkward = /[\\\t\n\r]/
const awkwardAll = /[\\\t\n\r]/g
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** One value, escaped; null is \N. */
export function copyText(value: RosterValue | null): string {
  if (value === null) return '\\N'
  if (typeof value === 'boolean') return value ? 't' : 'f'
  const text = typeof value === 'string' ? value : arrayLiteral(value)
  return awkward.test(text) ? text.replace(awkwardAll, (character) => escapes[character] ?? character) : text
}

/** {"a","b"}; every item in quotes, so that none is taken for NULL or for a bracket. */
function arrayLiteral(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
}
