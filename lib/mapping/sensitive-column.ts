// Columns that must not be mapped by a machine: national ids, lunch and poverty, disability and special education, health,
// immigration. Told by the header, in English and Spanish, or by values of an unmistakable form. A wrong suggestion here
// would be a privacy event.
import { normalise, wordsOf } from './header-words'

const words = new Set([
  ...['ssn', 'ssnr', 'curp', 'nss', 'rfc', 'itin', 'passport', 'pasaporte', 'ine', 'ifap', 'taxpayer'],
  ...[
    'lunch',
    'meal',
    'frl',
    'frpl',
    'frpm',
    'frp',
    'snap',
    'tanf',
    'poverty',
    'income',
    'welfare',
    'ecodis',
    'econdis',
  ],
  ...['disadvantaged', 'disadv', 'disadvantage', 'homeless', 'homelessness', 'foster', 'mckinney', 'unaccompanied'],
  ...['comedor', 'almuerzo', 'beca', 'pobreza', 'prospera', 'marginacion', 'desayuno'],
  ...[
    'disability',
    'disabilitie',
    'disabled',
    'disab',
    'handicap',
    'handicapped',
    'iep',
    'sped',
    'swd',
    'ese',
    '504',
    'idea',
  ],
  ...[
    'exceptionality',
    'impairment',
    'autism',
    'adhd',
    'dyslexia',
    'bip',
    'ard',
    'ieps',
    'discapacidad',
    'usaer',
    'nee',
  ],
  ...['discapacitado', 'discapacidade', 'dislexia', 'autismo'],
  ...[
    'health',
    'medical',
    'medicaid',
    'medicare',
    'medication',
    'medicine',
    'allergy',
    'allergie',
    'immunization',
    'asthma',
  ],
  ...[
    'immunisation',
    'vaccination',
    'vaccine',
    'diagnosis',
    'diabete',
    'diabetic',
    'seizure',
    'epilepsy',
    'epipen',
    'nurse',
  ],
  ...[
    'pregnant',
    'pregnancy',
    'counseling',
    'therapy',
    'psychological',
    'blood',
    'insurance',
    'illness',
    'disease',
    'dx',
  ],
  ...[
    'salud',
    'medico',
    'medica',
    'medicamento',
    'alergia',
    'vacuna',
    'vacunacion',
    'enfermedad',
    'enfermedade',
    'sangre',
  ],
  ...['padecimiento', 'sanguineo', 'diagnostico', 'imss', 'issste', 'embarazo', 'asma', 'psicologico', 'hospital'],
  ...[
    'immigrant',
    'immigration',
    'citizenship',
    'citizen',
    'undocumented',
    'visa',
    'refugee',
    'asylee',
    'asylum',
    'daca',
  ],
  ...['alien', 'migratorio', 'migratoria', 'inmigrante', 'indocumentado', 'ciudadania', 'nacionalidad', 'refugiado'],
])

/** Words that say it only together. */
const together = [
  ...[
    ['social', 'security'],
    ['soc', 'sec'],
    ['soc', 'section'],
    ['seguro', 'social'],
    ['seg', 'social'],
  ],
  ...[
    ['national', 'id'],
    ['national', 'identification'],
    ['tax', 'id'],
    ['green', 'card'],
    ['birth', 'certificate'],
  ],
  ...[
    ['unica', 'registro'],
    ['acta', 'birth'],
    ['identificacion', 'oficial'],
  ],
  ...[
    ['free', 'reduced'],
    ['food', 'service'],
    ['food', 'program'],
    ['direct', 'cert'],
    ['title', 'i'],
    ['low', 'ses'],
  ],
  ...[
    ['eco', 'dis'],
    ['econ', 'dis'],
    ['economic', 'status'],
    ['economically'],
    ['nivel', 'socioeconomico'],
    ['f', 'r'],
  ],
  ...[
    ['special', 'ed'],
    ['special', 'education'],
    ['spec', 'ed'],
    ['sp', 'ed'],
    ['educacion', 'especial'],
  ],
  ...[
    ['necesidade', 'especiale'],
    ['necesidad', 'especial'],
    ['special', 'need'],
    ['exceptional', 'student'],
  ],
  ...[
    ['med', 'alert'],
    ['med', 'cond'],
    ['med', 'condition'],
    ['tipo', 'sangre'],
    ['physical', 'exam'],
  ],
]

/** Parts of headers written in one piece, such as STUDENTSSN. */
const pieces =
  /ssn$|(?<![aeiou])ssnum|socialsec|socsec|curp|segurosocial|lunch|disabilit|frlstat|iepstat|plan504|section504|specialed|speced|medicaid|nationalid|healthcond|medicalcond|medalert|mealstat|mealcode|immigra|homeless|ecodis|econdis|discapaci|alergi/

/** 123-45-6789, also with its beginning hidden, Mexico's CURP, and its RFC. */
const nationalIds =
  /^(?:\d{3}|[X*]{3})-(?:\d{2}|[X*]{2})-\d{4}$|^[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d$|^[A-ZÑ&]{4}\d{6}[A-Z\d]{2}[A\d]$/i

/** What only a lunch program says. */
const lunchWords = new Set(['free', 'reduced', 'paid', 'gratuito', 'reducido', 'pagado', 'free lunch', 'reduced lunch'])

export function isSensitiveHeader(header: string): boolean {
  const said = new Set(wordsOf(header))
  if ([...said].some((word) => words.has(word))) return true
  if (together.some((group) => group.every((word) => said.has(word)))) return true
  return pieces.test(normalise(header))
}

/** At least half of the values look like a national id. */
export function holdsNationalIds(samples: readonly string[]): boolean {
  const found = samples.filter((sample) => nationalIds.test(sample.trim())).length
  return found > 0 && found * 2 >= samples.length
}

/** The values alone say that no machine may map the column: national ids, or who gets a free lunch. */
export function holdsMostPrivate(samples: readonly string[]): boolean {
  const said = new Set(samples.map((sample) => sample.trim().toLowerCase()).filter((sample) => sample !== ''))
  return holdsNationalIds(samples) || (said.size > 1 && [...said].every((value) => lunchWords.has(value)))
}
