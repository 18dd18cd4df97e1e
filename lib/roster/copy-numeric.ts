// Numbers of any length as PostgreSQL's numeric takes them in binary: digits of base 10,000 from the decimal point
// outwards, without zeros at either end; the weight of the first one, the sign, and how many decimals are shown.
import { makeRoom, putInt16, putInt32, type Piece } from './copy-piece'

const NEGATIVE = 0x4000

/** Four decimal digits make one of base 10,000. */
const GROUP = 4

/** @param text canonical: digits, perhaps a point and more digits, perhaps a minus sign before. */
export function putNumeric(piece: Piece, text: string): void {
  const isNegative = text.startsWith('-')
  const [whole = '', fraction = ''] = text.slice(isNegative ? 1 : 0).split('.')
  const wholeGroups = Math.ceil(whole.length / GROUP)
  const decimals = fraction.padEnd(Math.ceil(fraction.length / GROUP) * GROUP, '0')
  const digits = whole.padStart(wholeGroups * GROUP, '0') + decimals
  const groups = Array.from({ length: digits.length / GROUP }, (_, index) =>
    Number(digits.slice(index * GROUP, (index + 1) * GROUP)),
  )
  const first = groups.findIndex((group) => group !== 0)
  const kept = first < 0 ? [] : groups.slice(first, groups.findLastIndex((group) => group !== 0) + 1)

  makeRoom(piece, 12 + 2 * kept.length)
  putInt32(piece, 8 + 2 * kept.length)
  putInt16(piece, kept.length)
  putInt16(piece, first < 0 ? 0 : wholeGroups - 1 - first)
  putInt16(piece, isNegative && first >= 0 ? NEGATIVE : 0)
  putInt16(piece, fraction.length)
  for (const group of kept) putInt16(piece, group)
}
