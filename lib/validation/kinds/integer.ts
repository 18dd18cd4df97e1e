// Whole numbers in ASCII digits, within what a bigint holds. No exponent, no hexadecimal, no thousands separators.
import type { KindReader } from './kind-reader'

const form = /^-?\d+$/
const largest = 2n ** 63n - 1n

export const integer: KindReader = {
  sqlType: 'bigint',
  read(cell) {
    if (!form.test(cell)) return { code: 'value-integer' }
    const canonical = cell.replace(/^(-?)0+(?=\d)/, '$1')
    if (canonical === '-0') return '0'
    // Digits beyond this cannot fit, and are not worth a large number.
    if (canonical.length > 20) return { code: 'value-integer' }
    const number = canonical.length > 18 ? BigInt(canonical) : 0n
    return number > largest || number < -largest - 1n ? { code: 'value-integer' } : canonical
  },
}
