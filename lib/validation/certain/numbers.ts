// Numbers whose own text is canonical: no zeros too many, no sign of a zero.
import { digitsAt, DOT, HYPHEN, NINE, ZERO, type ByteReader, type ByteTest } from './bytes'

/** Every number of so many digits is exact in JavaScript. */
const DIGITS_MAX = 15

const YEAR_DIGITS = 4
const YEAR_MIN = 1900
const YEAR_MAX = 2199

/** A whole number within the limits. */
export function integerReader(minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY): ByteReader {
  return (bytes, start, end) => {
    const isNegative = bytes[start] === HYPHEN
    const first = isNegative ? start + 1 : start
    const digits = end - first
    if (digits < 1 || digits > DIGITS_MAX) return Number.NaN
    if (bytes[first] === ZERO && (isNegative || digits > 1)) return Number.NaN
    const size = digitsAt(bytes, first, end)
    const number = isNegative ? -size : size
    return number >= minimum && number <= maximum ? number : Number.NaN
  }
}

/** A year of four digits. */
export function yearReader(minimum = YEAR_MIN, maximum = YEAR_MAX): ByteReader {
  const read = integerReader(Math.max(minimum, YEAR_MIN), Math.min(maximum, YEAR_MAX))
  return (bytes, start, end) => (end - start === YEAR_DIGITS ? read(bytes, start, end) : Number.NaN)
}

/** A decimal number within the limits: 12, 12.5, -0.25. */
export function decimalTest(minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY): ByteTest {
  return (bytes, start, end) => {
    const number = decimalIn(bytes, start, end)
    return number >= minimum && number <= maximum
  }
}

/** The number, or NaN if its text is not canonical. */
function decimalIn(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start] === HYPHEN ? start + 1 : start
  if (end - first > DIGITS_MAX || bytes[end - 1] === DOT) return Number.NaN
  let point = end
  let digits = 0
  for (let at = first; at < end; at++) {
    const byte = bytes[at]!
    if (byte >= ZERO && byte <= NINE) digits = digits * 10 + byte - ZERO
    else if (byte === DOT && point === end) point = at
    else return Number.NaN
  }
  const isShort = point === first || (bytes[first] === ZERO && point > first + 1)
  const isLong = point < end && bytes[end - 1] === ZERO
  if (isShort || isLong || (digits === 0 && first > start)) return Number.NaN
  const size = point < end ? digits / 10 ** (end - point - 1) : digits
  return first > start ? -size : size
}
