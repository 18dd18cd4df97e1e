import { expect, it } from 'vitest'
import { proposeValue } from './propose-values'

const roles = ['administrator', 'aide', 'guardian', 'parent', 'proctor', 'relative', 'student', 'teacher']
const role = { kind: 'text', name: 'role' } as const

it.each([
  ['student', 'student exact'],
  [' student ', 'student exact'],
  ['Student', 'student spelling'],
  ['TEACHER.', 'teacher spelling'],
  ['S', 'student meaning'],
  ['Maestra', 'teacher meaning'],
  ['ADM', 'administrator meaning'],
  ['stduent', 'student similar'],
  ['Proctors', 'proctor similar'],
  ['Bus driver', undefined],
  ['', undefined],
  // In Mexico, who answers for a child.
  ['Tutor', 'guardian meaning'],
])('%j as a role is proposed as %s', (value, expected) => {
  const found = proposeValue(value, role, roles)
  expect(found && `${found.token} ${found.by}`).toBe(expected)
})

it.each([
  ['M', 'male meaning'],
  ['F', 'female meaning'],
  ['Hombre', 'male meaning'],
  ['1', undefined],
])('%j as a sex is proposed as %s', (value, expected) => {
  const found = proposeValue(value, { kind: 'text', name: 'sex' }, ['male', 'female', 'unspecified', 'other'])
  expect(found && `${found.token} ${found.by}`).toBe(expected)
})

it('a grade is proposed in the spelling of the field', () => {
  const grades = ['Kindergarten', '1', '2', '12']
  const grade = { kind: 'grade', name: 'Grade' } as const
  expect(proposeValue('KG', grade, grades)).toEqual({ token: 'Kindergarten', by: 'meaning' })
  expect(proposeValue('First grade', grade, grades)).toEqual({ token: '1', by: 'meaning' })
  expect(proposeValue('03', grade, grades)).toBeUndefined()
})

it('two tokens that are meant as likely are none', () => {
  expect(proposeValue('principal', role, ['administrator', 'primary'])).toBeUndefined()
  expect(proposeValue('colour', role, ['color', 'colours'])).toBeUndefined()
})
