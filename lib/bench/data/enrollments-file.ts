// enrollments.csv in seven columns, about 90 bytes a row, with the classes and people it names: 6.4 enrollments a person
// and 24 a class, as in the districts whose numbers are published.
import { familyNames, givenNames } from './names'
import { guidAt, oneOf, randomAt } from './random'

const SEED = 64
const PER_PERSON = 6.4
const PER_CLASS = 24
const PER_MILLE = 1000
const CHANGED_PER_MILLE = 8

const numbered = (letter: string, index: number, digits: number) => `${letter}${String(index).padStart(digits, '0')}`

export type EnrolledDistrict = {
  readonly enrollments: number
  readonly people: number
  readonly classes: number
  readonly schools: readonly string[]
  /** How the person of a number is named; by default u and the number. */
  readonly personId?: (index: number) => string
}

const personNumber = (index: number) => numbered('u', index, 7)

/** The size of a district with so many enrollments. */
export function enrolledDistrict(enrollments: number, schools: readonly string[]): EnrolledDistrict {
  const people = Math.max(1, Math.round(enrollments / PER_PERSON))
  return { enrollments, people, classes: Math.max(1, Math.round(enrollments / PER_CLASS)), schools }
}

/** The short names such a district gives its schools. */
export const schoolNumber = (index: number) => numbered('s', index, 4)

export const classColumns = [
  ...['sourcedId', 'title', 'courseSourcedId', 'classType', 'schoolSourcedId', 'termSourcedIds'],
] as const

export function* classRows({ classes, schools }: EnrolledDistrict): Generator<string> {
  for (let index = 0; index < classes; index += 1) {
    yield `${numbered('c', index, 6)},Class ${index},course,scheduled,${schools[index % schools.length]},term`
  }
}

export const enrolledColumns = [
  ...['sourcedId', 'enabledUser', 'orgSourcedIds', 'role', 'username', 'givenName', 'familyName'],
] as const

export function* enrolledRows({ people, schools }: EnrolledDistrict): Generator<string> {
  for (let index = 0; index < people; index += 1) {
    const random = randomAt(SEED, index)
    const id = personNumber(index)
    const name = `${oneOf(givenNames, random())},${oneOf(familyNames, random())}`
    yield `${id},true,${oneOf(schools, random())},student,${id},${name}`
  }
}

export const enrollmentColumns = [
  ...['sourcedId', 'dateLastModified', 'classSourcedId', 'schoolSourcedId', 'userSourcedId', 'role', 'beginDate'],
] as const

/** @param night another stamp says the same with other bytes. @param day on the second day 0.8 % began on another date. */
export function* enrollmentRows(district: EnrolledDistrict, night: number, day: 1 | 2 = 1): Generator<string> {
  const { enrollments, people, classes, schools, personId = personNumber } = district
  const perPerson = enrollments / people
  for (let index = 0; index < enrollments; index += 1) {
    const random = randomAt(SEED + 1, index)
    const inClass = random() % classes
    const person = personId(Math.floor(index / perPerson) % people)
    const moved = day === 2 && randomAt(SEED + 2, index)() % PER_MILLE < CHANGED_PER_MILLE
    yield (
      `${guidAt(SEED, index)},2026-11-${String(night).padStart(2, '0')},${numbered('c', inClass, 6)},` +
      `${schools[inClass % schools.length]},${person},student,${moved ? '2026-09-01' : '2026-08-12'}`
    )
  }
}
