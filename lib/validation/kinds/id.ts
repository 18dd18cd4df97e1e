// Identifiers are text always: leading zeros, case and Unicode form are kept, and "12", "012" and "12.0" are three of
// them. Letters, digits and . - _ / @ are what OneRoster 1.1 allows; other characters are kept with a warning where tolerated.
import type { KindReader } from './kind-reader'

const allowed = /^[A-Za-z0-9.\-_/@]+$/

/** A number that a spreadsheet has cut: 1.23E+11. The digits behind it are lost. */
const spreadsheetDamage = /^\d[.,]\d+E\+?\d{1,3}$|^\dE\+\d{1,3}$/i

export const id: KindReader = {
  sqlType: 'text',
  read(cell, { tolerance }) {
    if (allowed.test(cell)) return looksCut(cell) ? { code: 'value-id-spreadsheet' } : cell
    if (cell.includes('\0')) return { code: 'row-nul' }
    if (looksCut(cell)) return { code: 'value-id-spreadsheet' }
    return tolerance === 'strict' ? { code: 'value-id' } : { code: 'value-id-characters', value: cell }
  },
}

/** The cheap test first: nearly every identifier is of another length or does not begin with a digit. */
function looksCut(cell: string): boolean {
  return cell.length < 30 && (cell.includes('E') || cell.includes('e')) && spreadsheetDamage.test(cell)
}
