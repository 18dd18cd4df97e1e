// Decimal numbers with a point: "2", "0.5", ".5" (as Oracle writes it). Canonical without needless zeros. No exponent,
// no decimal comma, no NaN.
import type { KindReader } from './kind-reader'

/** More digits than any credit or score has. */
const DIGITS_MAX = 40

const form = /^(-?)(\d*)(?:\.(\d+))?$/

export const decimal: KindReader = {
  sqlType: 'numeric',
  read(cell) {
    const match = cell.length <= DIGITS_MAX ? form.exec(cell) : null
    const [, sign = '', whole = '', fraction = ''] = match ?? []
    if (!match || whole + fraction === '') return { code: 'value-decimal' }
    const digits = whole.replace(/^0+(?=\d)/, '') || '0'
    const rest = fraction.replace(/0+$/, '')
    const number = rest === '' ? digits : `${digits}.${rest}`
    return number === '0' ? '0' : sign + number
  },
}
