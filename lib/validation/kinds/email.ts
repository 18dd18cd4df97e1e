// E-mail addresses as mail servers take them: local@domain, no quotes, no comments, at most 254 characters (RFC 5321).
// Checked in one pass without backtracking; kept as written.
import type { KindReader } from './kind-reader'

const LENGTH_MAX = 254
const LOCAL_LENGTH_MAX = 64
const LABEL_LENGTH_MAX = 63

const localCharacters = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+$/
const label = /^[A-Za-z0-9-]+$/

export const email: KindReader = {
  sqlType: 'text',
  read: (cell) => (isEmail(cell) ? cell : { code: 'value-email' }),
}

export function isEmail(text: string): boolean {
  if (text.length > LENGTH_MAX) return false
  const at = text.indexOf('@')
  return at > 0 && isLocalPart(text.slice(0, at)) && isDomain(text.slice(at + 1))
}

function isLocalPart(local: string): boolean {
  if (local.length > LOCAL_LENGTH_MAX || !localCharacters.test(local)) return false
  return !local.startsWith('.') && !local.endsWith('.') && !local.includes('..')
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.')
  return labels.length > 1 && labels.every(isLabel) && !/^\d+$/.test(labels.at(-1) ?? '')
}

function isLabel(part: string): boolean {
  return label.test(part) && part.length <= LABEL_LENGTH_MAX && !part.startsWith('-') && !part.endsWith('-')
}
