// What a password that a person chooses must be (NIST SP 800-63B-4 section 3.1.1.2, faults.md 5.2). Rollcall has no second
// factor yet, so 15 characters at least; no rules of composition, no forced change; and nothing that is only well-known
// words, the person's own words, years and runs of keys, because that is what is guessed first.
import { isPossiblePassword } from './passwords'

/** In code points of the NFC form. */
export const PASSWORD_LENGTH_MIN = 15
/** What must be left when everything guessable is taken away. */
const OWN_CHARACTERS_MIN = 5
const CONTEXT_WORD_LENGTH_MIN = 3

export type PasswordProblem = 'too-short' | 'too-long' | 'not-text' | 'guessable'

const commonWords = [
  ...[
    'password',
    'passwort',
    'passphrase',
    'passwd',
    'contrasena',
    'contraseña',
    'clave',
    'secret',
    'secreto',
    'default',
  ],
  ...[
    'welcome',
    'bienvenido',
    'bienvenidos',
    'letmein',
    'changeme',
    'iloveyou',
    'teamo',
    'trustno',
    'sunshine',
    'princess',
  ],
  ...['football', 'baseball', 'monkey', 'dragon', 'master', 'superman', 'batman', 'shadow', 'charlie', 'hello', 'hola'],
  ...[
    'correcthorsebatterystaple',
    'correct',
    'horse',
    'battery',
    'staple',
    'whatever',
    'computer',
    'internet',
    'login',
  ],
  ...[
    'rollcall',
    'istation',
    'naviance',
    'powerschool',
    'oneroster',
    'clever',
    'classlink',
    'visitor',
    'aware',
    'sftp',
  ],
  ...['administrator', 'administrador', 'admin', 'operator', 'operador', 'teacher', 'docente', 'maestro', 'maestra'],
  ...[
    'student',
    'alumno',
    'school',
    'escuela',
    'district',
    'distrito',
    'unified',
    'county',
    'campus',
    'class',
    'grade',
  ],
  ...['spring', 'summer', 'autumn', 'winter', 'primavera', 'verano', 'otono', 'invierno', 'test', 'demo', 'user'],
  ...['abc', 'this', 'the', 'and'],
]
const keyRows = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1234567890',
  'abcdefghijklmnopqrstuvwxyz',
  '1qaz2wsx3edc4rfv5tgb',
]
const runLengthMin = 3
const lookAlikes: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/**
 * What is wrong with a chosen password, or undefined.
 * @param contextWords what the person is known by: e-mail address, own name, the account's name.
 */
export function passwordProblem(password: string, contextWords: readonly string[] = []): PasswordProblem | undefined {
  if (password.includes('\0')) return 'not-text'
  const length = [...password.normalize('NFC')].length
  if (length < PASSWORD_LENGTH_MIN) return 'too-short'
  if (!isPossiblePassword(password)) return 'too-long'
  return isGuessable(password, contextWords) ? 'guessable' : undefined
}

function isGuessable(password: string, contextWords: readonly string[]): boolean {
  const own = contextWords.flatMap((text) => fold(text).split(/[^\p{L}\p{N}]+/u))
  const words = [...commonWords.map(fold), ...own].filter((word) => word.length >= CONTEXT_WORD_LENGTH_MIN)
  const folded = fold(password)
  return [folded, withLettersForDigits(folded)].some((text) => whatIsLeft(text, words) < OWN_CHARACTERS_MIN)
}

/** How many different characters remain once words, years, runs of keys and everything but letters and digits are gone. */
function whatIsLeft(text: string, words: readonly string[]): number {
  let rest = text
  for (const word of words.toSorted((a, b) => b.length - a.length)) rest = rest.replaceAll(word, ' ')
  rest = rest.replace(/(?:19|20)\d\d/g, ' ')
  for (const run of keyRuns) rest = rest.replaceAll(run, ' ')
  return new Set(rest.replace(/[^\p{L}\p{N}]/gu, '')).size
}

const keyRuns = keyRows
  .flatMap((row) => [row, [...row].toReversed().join('')])
  .flatMap((row) => runsOf(row))
  .toSorted((a, b) => b.length - a.length)

function runsOf(row: string): string[] {
  const runs: string[] = []
  for (let length = row.length; length >= runLengthMin; length -= 1) {
    for (let start = 0; start + length <= row.length; start += 1) runs.push(row.slice(start, start + length))
  }
  return runs
}

// Without accents and case, as a person who guesses would begin.
const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
const withLettersForDigits = (text: string) => [...text].map((character) => lookAlikes[character] ?? character).join('')
