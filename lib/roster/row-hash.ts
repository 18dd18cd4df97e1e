// The fingerprint of what a row says: equal fingerprints mean the same fields filled with the same values. Fields the
// file does not fill say nothing and do not count; neither does what is never kept.
import { hash } from 'node:crypto'
import type { RosterValue } from '@/lib/validation/roster-value'
import type { FieldColumn } from './table-names'

/** Of SHA-256, as much as the roster keeps. */
const BITS = 63
const HEX_LENGTH = 16

/**
 * @param filled the columns the file fills, in the order of the type.
 * @returns a function from a row's values (in the order of the type's fields) to the fingerprint.
 */
export function rowHasher(filled: readonly FieldColumn[]): (values: readonly (RosterValue | null)[]) => bigint {
  const names = JSON.stringify(filled.map(({ field }) => field.name))
  const indexes = filled.map(({ index }) => index)
  return (values) => {
    const content = JSON.stringify(indexes.map((index) => values[index]))
    return BigInt.asUintN(BITS, BigInt(`0x${hash('sha256', names + content).slice(0, HEX_LENGTH)}`))
  }
}
