// Grades in any spelling that exports use, in the form a field takes. The spellings of the grade kind are known here, too,
// and the names people use: First grade, sophomore, 2° de secundaria.
import { grade as gradeKind } from '@/lib/validation/kinds/grade'
import type { ChangeText } from './index'
import type { TransformOf } from './transform'

const LENGTH_MAX = 60

/** Blank stays blank; a text that is no grade, or one without a number where numbers are asked for, is an error. */
export function grade({ as }: TransformOf<'grade'>): ChangeText {
  return (text) => {
    const value = text.trim()
    if (value === '') return text
    const code = gradeIn(value)
    const written = code && writeGrade[as](code)
    return written ?? { text, value: text, code: 'value-grade', severity: 'error' }
  }
}

/** The code of a grade (lib/validation/kinds/grade.ts) in any spelling. */
export function gradeIn(value: string): string | undefined {
  if (value.length > LENGTH_MAX) return undefined
  const read = gradeKind.read(value, { tolerance: 'tolerant', dateFormats: [] })
  if (typeof read === 'string') return read
  const words = value
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\u0300-\u036f.,]/g, '')
    .split(/[\s\-_]+/)
    .map((word) => ordinals.get(word) ?? word)
    .filter((word) => word !== '' && !fillers.has(word))
  return named.get(words.join(' ')) ?? numbered(words)
}

/** A number that stands alone, or counts within a school of Mexico. */
function numbered(words: readonly string[]): string | undefined {
  const [first = '', school, ...more] = words
  const number = Number(/^(\d{1,2})(?:st|nd|rd|th|er|ro|do|to|mo|vo|no|°|º|o)?$/.exec(first)?.[1] ?? Number.NaN)
  if (more.length > 0 || Number.isNaN(number)) return undefined
  const begins = school === undefined ? { from: 0, to: 13 } : schools[school]
  if (!begins || number < 1 || number > begins.to) return undefined
  return String(begins.from + number).padStart(2, '0')
}

const schools: Partial<Record<string, { from: number; to: number }>> = {
  primaria: { from: 0, to: 6 },
  secundaria: { from: 6, to: 3 },
  preparatoria: { from: 9, to: 3 },
  prepa: { from: 9, to: 3 },
  bachillerato: { from: 9, to: 3 },
}

const fillers = new Set(['grade', 'grado', 'gr', 'g', 'de', 'del', 'ano', 'year', 'level', 'nivel'])

const ordinals = new Map(
  [
    ['first', 'primer', 'primero'],
    ['second', 'segundo'],
    ['third', 'tercer', 'tercero'],
    ['fourth', 'cuarto'],
    ['fifth', 'quinto'],
    ['sixth', 'sexto'],
    ['seventh', 'septimo'],
    ['eighth', 'octavo'],
    ['ninth', 'noveno'],
    ['tenth', 'decimo'],
    ['eleventh', 'undecimo', 'onceavo'],
    ['twelfth', 'duodecimo', 'doceavo'],
  ].flatMap((words, index) => words.map((word) => [word, String(index + 1)] as const)),
)

const named = new Map([
  ['freshman', '09'],
  ['sophomore', '10'],
  ['junior', '11'],
  ['senior', '12'],
  ['pre k', 'PK'],
  ['pre kinder', 'PK'],
  ['pre kindergarten', 'PK'],
  ['jardin ninos', 'KG'],
])

const writeGrade: Record<TransformOf<'grade'>['as'], (code: string) => string | undefined> = {
  codes: (code) => code,
  short: (code) => (code === 'KG' ? 'K' : /^\d/.test(code) ? String(Number(code)) : code),
  numbers: (code) => (code === 'PK' ? '-1' : code === 'KG' ? '0' : /^\d/.test(code) ? String(Number(code)) : undefined),
}
