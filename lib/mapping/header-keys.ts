// A header's words as a key by which it meets the names of a field: in any order, and without those that say what the
// whole file is about. In a file of students, "Student First Name" and "First Name" are the same, and "Guardian First
// Name" is not.
import { wordsOf } from './header-words'

/** Words so general that alone they name nothing: the "id" of a student file may be anybody's. */
const general = new Set(['id', 'number', 'code', 'name', 'type', 'title', 'date', 'status', 'level', 'value'])

const numbers = new Set(['id', 'number', 'code'])

/** Whose kind a "person" beside them is. */
const peopleWords = new Set(['student', 'teacher', 'staff', 'employee', 'guardian', 'parent', 'contact'])

/** Stands in a key for whatever the rows are about: "Student ID" and "Pupil ID", and "Staff ID" and "Teacher ID". */
export const SUBJECT = '*'

/** @param subject the words for what the rows are about. */
export function keyOfWords(header: string, subject: readonly string[]): string {
  return keyOf(wordsOf(header), subject)
}

/** The same without words that often stand beside a name and change nothing. */
export function vagueKeyOfWords(header: string, subject: readonly string[]): string {
  const said = wordsOf(header)
  // A course's title and its short description are its name.
  const isCourse = said.includes('course')
  const words = said.map((word) => (isCourse && (word === 'title' || word === 'description') ? 'name' : word))
  const has = (word: string) => words.includes(word)
  const idle = new Set<string>(['primary', 'main', 'usual', 'institutional', 'institucional', 'full'])
  const idleBeside: readonly (readonly [word: string, beside: readonly string[]])[] = [
    ['number', ['id', 'phone', 'mobile', 'room', 'homeroom', 'grade']],
    ['phone', ['mobile']],
    ['address', ['email']],
    ['school', ['email']],
    ['district', ['email']],
    ['google', ['email']],
    ['student', ['email', 'phone']],
    ['code', ['zip', 'gender', 'grade', 'race', 'homeroom', 'ell', 'lep', 'language', 'ethnicity']],
    ['level', ['grade']],
    ['sis', ['id', 'number', 'user', 'username']],
    ['course', ['subject']],
    ['person', subject.filter((word) => peopleWords.has(word))],
    ['name', ['room', 'period', 'homeroom']],
    ['flag', ['active']],
    ['job', ['title']],
    ['status', ['ell', 'lep']],
    ['year', ['grade']],
  ]
  for (const [word, beside] of idleBeside) {
    if (has(word) && !subject.includes(word) && beside.some((other) => other !== word && has(other))) idle.add(word)
  }
  // The first of several is the one that is meant where there is a place for one.
  if (has('1') && words.some((word) => ['guardian', 'parent', 'contact', 'email', 'phone', 'address'].includes(word))) {
    idle.add('1')
  }
  const left = words.filter((word) => !idle.has(word))
  // An "ID number", or the number of the "SIS", is that of whom the row is about.
  const isNumber = left.length > 0 && left.every((word) => numbers.has(word))
  if (isNumber && (has('sis') || (has('id') && has('number')))) return keyOf([...subject.slice(0, 1), ...left], subject)
  return keyOf(left.length > 0 ? left : words, subject)
}

function keyOf(words: readonly string[], subject: readonly string[]): string {
  const own = words.filter((word) => !subject.includes(word))
  if (own.length === 0) return words.toSorted().join(' ')
  const isGeneral = own.every((word) => general.has(word))
  if (!isGeneral || own.length === words.length) return own.toSorted().join(' ')
  // A "user name" is no student's name, and a "staff type" no user's: only numbers are alike.
  return (own.some((word) => !numbers.has(word)) ? words : [SUBJECT, ...own]).toSorted().join(' ')
}
