// Free text, kept as it came. "NULL", "true" and "00417" are text like any other.
import { findControlCharacter } from '../rules/control-characters'
import type { KindReader } from './kind-reader'

export const text: KindReader = {
  sqlType: 'text',
  read: (cell, { tolerance }) => findControlCharacter(cell, cell, tolerance) ?? cell,
}
