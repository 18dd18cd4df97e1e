// Made-up values for the columns of the development set. Nobody in them lives.
import { familyNames, givenNames } from '../names'
import { oneOf, randomAt } from '../random'
import type { ListedColumn, ListedFile } from './read-lists'

const VALUES = 12

type Make = (random: () => number, row: number, dates: string) => string

const number =
  (digits: number, from: number): Make =>
  (random, row) =>
    String(from + row * 7 + (random() % 7)).padStart(digits, '0')
const first: Make = (random) => oneOf(givenNames, random())
const last: Make = (random) => oneOf(familyNames, random())
const full: Make = (random) => `${oneOf(givenNames, random())} ${oneOf(familyNames, random())}`
const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase() || 'ana'
const email =
  (host: string): Make =>
  (random, row) =>
    `${plain(last(random, row, ''))}${row}@${host}`
const phone: Make = (random) => `(555) 01${random() % 10}-0${100 + (random() % 900)}`
const among =
  (...tokens: string[]): Make =>
  (random) =>
    oneOf(tokens, random())
const dateIn =
  (years: readonly number[]): Make =>
  (random, _, dates) => {
    const [year, month, day] = [oneOf(years, random()), 1 + (random() % 12), 1 + (random() % 28)]
    const two = (value: number) => String(value).padStart(2, '0')
    const parts: Record<string, string> = {
      ...{
        YYYY: String(year),
        YY: String(year).slice(2),
        MM: two(month),
        DD: two(day),
        M: String(month),
        D: String(day),
      },
    }
    return dates.replace(/YYYY|YY|MM|DD|M|D/g, (part) => parts[part] ?? '')
  }

const makers: Readonly<Record<string, Make>> = {
  ...{
    number: number(6, 100417),
    'student-id': number(6, 100417),
    internal: number(1, 8120),
    'other-number': number(4, 4100),
    'either-number': number(6, 100417),
    'employee-number': number(4, 4100),
  },
  ...{ 'state-number': number(10, 1234500417), 'teacher-number': number(4, 2100), 'section-id': number(5, 31000) },
  ...{ first, last, middle: first, 'teacher-first': first, 'teacher-last': last, preferred: first },
  ...{ 'guardian-first': first, 'guardian-last': last, 'student-first': first, 'student-last': last },
  ...{ 'full-name': full, 'guardian-name': full, 'other-name': full, 'teacher-name': full },
  ...{ initial: among('A', 'M', 'R', 'J') },
  ...{
    email: email('students.example.org'),
    'teacher-email': email('example.org'),
    'guardian-email': email('example.com'),
  },
  ...{
    'other-email': email('example.net'),
    'second-email': email('example.net'),
    phone,
    mobile: phone,
    'guardian-phone': phone,
    'other-phone': phone,
  },
  ...{
    'school-number': among('012', '104', '231', '305'),
    'school-name': among('Lincoln High School', 'Cedar Elementary'),
  },
  ...{ homeroom: among('5A', '5B', '101', '204'), room: among('101', '204', 'GYM'), gender: among('F', 'M') },
  ...{ race: among('H', 'W', 'B', 'A'), language: among('English', 'Spanish', 'Vietnamese') },
  ...{ birth: dateIn([2008, 2011, 2014, 2016]), entry: dateIn([2024, 2025]), exit: dateIn([2025, 2026]) },
  ...{ begin: dateIn([2025]), end: dateIn([2026]), 'term-begin': dateIn([2025]), 'term-end': dateIn([2026]) },
  'other-date': dateIn([2019, 2022]),
  ...{ 'grad-year': among('2027', '2030', '2033'), street: among('12 Oak St', '400 Elm Ave', '7 Cedar Ct') },
  ...{
    'mail-street': among('PO Box 12', '400 Elm Ave'),
    city: among('Springfield', 'Laredo'),
    state: among('TX', 'CA'),
  },
  ...{ 'mail-city': among('Springfield', 'Laredo'), 'mail-state': among('TX', 'CA'), zip: among('78040', '02134') },
  ...{
    'mail-zip': among('78040', '02134'),
    password: among('tiger42', 'maple17'),
    subject: among('Math', 'English', 'Art'),
  },
  login: (random, row) => `${plain(last(random, row, '')).slice(0, 8)}${row}`,
  ...{ 'course-number': among('ENG101', 'MAT200', 'SCI110'), 'course-name': among('English I', 'Algebra', 'Biology') },
  ...{
    'course-desc': among('English I', 'Algebra', 'Biology'),
    'section-name': among('English I - 2', 'Algebra - 1'),
    'section-number': among('1', '2', '3'),
  },
  ...{ term: among('S1', 'S2', 'Q1'), 'term-id': among('3400', '3401', '3402'), period: among('1', '2', '6') },
  ...{ title: among('Teacher', 'Counselor', 'Principal'), department: among('Math', 'Science', 'English') },
  ...{ credits: among('1.0', '0.5'), 'credits-attempted': among('1.0', '0.5'), 'credits-earned': among('1.0', '0.0') },
  ...{ letter: among('A', 'B+', 'C-'), score: among('94', '88', '71'), 'grade-low': among('9', '10') },
  ...{
    'grade-high': among('11', '12'),
    'guardian-relation': among('Mother', 'Father'),
    relation: among('Mother', 'Father'),
  },
}

/** Values of a column, the same ones each time. Those written beside it come before made ones. */
export function valuesOf(file: ListedFile, column: ListedColumn, seed: number): string[] {
  if (column.values.length > 0) return [...column.values]
  const make = makers[column.meaning]
  if (!make) throw new Error(`the development set has no values for "${column.meaning}" (${column.header})`)
  const made = Array.from({ length: VALUES }, (_, row) => make(randomAt(seed, row), row, file.dates))
  return [...new Set(made)]
}
