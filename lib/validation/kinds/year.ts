// A year of four digits. "2025-26" is not one: which of the two is meant must not be guessed.
import type { KindReader } from './kind-reader'

const YEAR_MIN = 1900
const YEAR_MAX = 2199

export const year: KindReader = {
  sqlType: 'bigint',
  read(cell) {
    const number = /^\d{4}$/.test(cell) ? Number(cell) : 0
    return number >= YEAR_MIN && number <= YEAR_MAX ? cell : { code: 'value-year' }
  },
}
