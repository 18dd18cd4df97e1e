// Grade levels, canonical in the codes of CEDS (Common Education Data Standards): PK, TK, KG, 01 … 13, UG …, and EE,
// the early education code of Texas. Strict: these codes, 1 … 13 and K, or the spellings the field names. Tolerant: the
// spellings SIS exports use. A number below zero is a
// grade before kindergarten where the field names it (PowerSchool).
import type { KindReader } from './kind-reader'

const LENGTH_MAX = 30

const numbers = Array.from({ length: 13 }, (_, index) => String(index + 1).padStart(2, '0'))

/** In the order in which pupils go through them, those without a place at the end. */
export const grades: readonly string[] = ['IT', 'EE', 'PR', 'PK', 'TK', 'KG', ...numbers, 'PS', 'AE', 'UG', 'Other']

const exact = new Map([
  ...grades.map((code) => [code, code] as const),
  ...numbers.map((code) => [String(Number(code)), code] as const),
  ['K', 'KG'] as const,
])

/** Spellings in lower case, without blanks, hyphens, dots and accents. 0 and -1 are PowerSchool's. */
const spellings = new Map(
  Object.entries({
    IT: ['it', 'infanttoddler', 'infant', 'toddler'],
    EE: ['ee', 'earlyeducation'],
    PR: ['pr', 'preschool'],
    PK: ['pk', 'prek', 'prekinder', 'prekindergarten', 'prekindergarden', 'prekg', 'preescolar'],
    TK: ['tk', 'transitionalkindergarten'],
    KG: ['kg', 'k', 'kn', 'kf', 'kinder', 'kindergarten', 'kindergarden', '0', '00', '0k'],
    PS: ['ps', 'pg', 'postsecondary', 'postgraduate'],
    AE: ['ae', 'adult', 'adulteducation'],
    UG: ['ug', 'un', 'ungraded'],
    Other: ['other', 'otro'],
  }).flatMap(([code, words]) => words.map((word) => [word, code] as const)),
)

const numbered = /^(?:grade|grado|gr|g)?0?(\d{1,2})(?:st|nd|rd|th|er|ro|do|to|mo|vo|no|°|º|o)?(?:grade|grado|gr)?$/

export const grade: KindReader = {
  sqlType: 'text',
  read(cell, { tolerance, tokens = [] }) {
    const known = exact.get(cell)
    if (known !== undefined) return known
    const isNamed = tokens.includes(cell)
    if (isNamed && /^-\d$/.test(cell)) return 'PK'
    return (isNamed || tolerance === 'tolerant' ? readSpelling(cell) : undefined) ?? { code: 'value-grade' }
  },
}

function readSpelling(cell: string): string | undefined {
  if (cell.length > LENGTH_MAX) return undefined
  if (cell === '-1') return 'PK'
  const plain = cell
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\s\-_.\u0300-\u036f]/g, '')
  // A minus sign lost with the hyphens would turn a grade before kindergarten into another one.
  if (/^-\d/.test(cell)) return undefined
  return spellings.get(plain) ?? exact.get(String(Number(numbered.exec(plain)?.[1] ?? Number.NaN)))
}
