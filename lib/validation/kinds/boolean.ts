// Yes or no. The spellings of the format itself (true and false, or those the field names) are read in silence; other
// spellings that senders use are read with a warning where tolerated.
import type { Finding } from '../roster-value'
import type { KindReader } from './kind-reader'

const vocabulary = new Map([
  ...['true', 't', 'yes', 'y', '1', 'si', 'sí', 'verdadero'].map((word) => [word, true] as const),
  ...['false', 'f', 'no', 'n', '0', 'falso'].map((word) => [word, false] as const),
])

const standard: readonly string[] = ['true', 'false']

export const boolean: KindReader = {
  sqlType: 'boolean',
  read(cell, { tolerance, tokens = standard }): boolean | Finding {
    const value = tokens.includes(cell) || tolerance === 'tolerant' ? vocabulary.get(cell.toLowerCase()) : undefined
    if (value === undefined) return { code: 'value-boolean', params: { allowed: tokens } }
    return tokens.includes(cell) ? value : { code: 'value-boolean-spelling', params: { read: String(value) }, value }
  },
}
