// What the rows of a file are about, as headers put it before a name. A type says it for all its files; where it allows
// several kinds of people, the file's own header tells which: beside First_Name, "Teacher First Name" is another person's.
import type { ImportType } from '@/lib/import-types/import-type'
import { wordsOf } from './header-words'

/** Words that stand for each other before a name. */
const staff = ['teacher', 'staff', 'employee']
const visitors = ['guardian', 'parent', 'contact']

/** All words by which the rows of a type may be meant. */
export function subjectsOf({ subject = [] }: Pick<ImportType, 'subject'>): readonly string[] {
  const all = [
    ...subject,
    ...(subject.some((word) => staff.includes(word)) ? staff : []),
    ...(subject.includes('visitor') ? visitors : []),
    ...(subject.some((word) => word === 'student' || staff.includes(word)) ? ['person'] : []),
  ]
  return [...new Set(all)]
}

/** Those of them that mean the rows of this file, by its header. */
export function subjectsOfFile(type: ImportType, headers: readonly string[]): readonly string[] {
  const subjects = subjectsOf(type)
  const kinds = [subjects.filter((word) => word === 'student' || word === 'pupil'), staff, visitors]
    .map((kind) => kind.filter((word) => subjects.includes(word)))
    .filter((kind) => kind.length > 0)
  if (kinds.length === 0) return subjects
  const said = headers.map(wordsOf)
  const isName = (words: readonly string[]) => words.includes('first') || words.includes('last')
  const ofKind = (kind: readonly string[]) => said.filter((words) => words.some((word) => kind.includes(word)))
  const bare = said.some((words) => words.length === 1 && isName(words))
  const counts = kinds.map((kind) => ofKind(kind).length)
  const most = Math.max(...counts)
  const others = kinds.filter((kind, at) => {
    // Names without a person are those of the rows; then whoever is named besides is somebody else.
    if (bare && ofKind(kind).some(isName)) return true
    return kinds.length > 1 && (counts[at] ?? 0) * 2 < most
  })
  const isOther = new Set(others.flat())
  return subjects.filter((word) => !isOther.has(word))
}

/** Others whose names stand beside those of the row. */
const otherPeople = ['student', ...staff, ...visitors, 'mother', 'father', 'counselor', 'advisor', 'emergency']

/**
 * Whether it is unclear whose a value without a person before it is: in a file with "Student First Name" and "Instructor
 * First Name", an "Email Address" may be either's.
 */
export function isWhoseUnclear(headers: readonly string[], subject: readonly string[]): boolean {
  const names = headers.map(wordsOf).filter((words) => words.includes('first') || words.includes('last'))
  const saysOne = (of: readonly string[]) => names.some((words) => words.some((word) => of.includes(word)))
  return saysOne(subject) && saysOne(otherPeople.filter((word) => !subject.includes(word)))
}

/** The header says whose value it is. */
export function saysWhose(header: string, subject: readonly string[]): boolean {
  return wordsOf(header).some((word) => subject.includes(word) || otherPeople.includes(word))
}
