// Columns that must not be mapped by a machine: national ids, lunch, disability, special education and health. Told by
// the header, or by values of an unmistakable form. A wrong suggestion here would be a privacy event.
import { normalise, wordsOf } from './header-words'

const words = new Set([
  ...['ssn', 'curp', 'nss', 'passport', 'pasaporte', 'citizenship'],
  ...[
    'lunch',
    'meal',
    'frl',
    'frpm',
    'frp',
    'snap',
    'tanf',
    'poverty',
    'income',
    'comedor',
    'disadvantaged',
    'homeless',
  ],
  ...['disability', 'disabilitie', 'disabled', 'handicap', 'handicapped', 'discapacidad', 'iep', 'sped', 'swd', '504'],
  ...['health', 'medical', 'medicaid', 'medication', 'allergy', 'allergie', 'immunization', 'vaccination', 'diagnosis'],
  ...['salud', 'medico', 'alergia', 'vacuna'],
])

/** Words that say it only together. */
const together = [
  ['social', 'security'],
  ['seguro', 'social'],
  ['national', 'id'],
  ['national', 'identification'],
  ['tax', 'id'],
  ['free', 'reduced'],
  ['special', 'ed'],
  ['special', 'education'],
  ['educacion', 'especial'],
  ['sp', 'ed'],
]

/** Parts of headers written in one piece, such as STUDENTSSN. */
const pieces =
  /ssn$|socialsec|lunch|disabilit|frlstat|iepstat|plan504|section504|specialed|medicaid|nationalid|healthcond|medicalcond/

/** 123-45-6789, and Mexico's CURP. */
const values = /^\d{3}-\d{2}-\d{4}$|^[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d$/

export function isSensitiveHeader(header: string): boolean {
  const said = new Set(wordsOf(header))
  if ([...said].some((word) => words.has(word))) return true
  if (together.some((group) => group.every((word) => said.has(word)))) return true
  return pieces.test(normalise(header))
}

/** At least half of the values look like a national id. */
export function holdsNationalIds(samples: readonly string[]): boolean {
  const found = samples.filter((sample) => values.test(sample.trim())).length
  return found > 0 && found * 2 >= samples.length
}
