// Telephone numbers as people write them: 7 to 15 digits with blanks, dots, hyphens, brackets and an extension; kept
// as written, because nobody can know the country of a number without its code.
import type { KindReader } from './kind-reader'

const LENGTH_MAX = 40
const DIGITS_MIN = 7
const DIGITS_MAX = 15

const form = /^\+?[0-9 ().\-/]+$/
const extension = /(?:ext\.?|x|#)[ .]{0,2}\d{1,6}$/i

export const phone: KindReader = {
  sqlType: 'text',
  read: (cell) => (isPhone(cell) ? cell : { code: 'value-phone' }),
}

export function isPhone(text: string): boolean {
  if (text.length > LENGTH_MAX) return false
  const number = text.replace(extension, '')
  const digits = number.replace(/\D/g, '').length
  return form.test(number) && digits >= DIGITS_MIN && digits <= DIGITS_MAX
}
