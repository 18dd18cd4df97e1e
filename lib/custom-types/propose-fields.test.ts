import { expect, it } from 'vitest'
import { proposeFields } from './propose-fields'

const kindsOf = (header: string, ...rows: string[]) =>
  Object.fromEntries(
    proposeFields(
      header.split(','),
      rows.map((row) => row.split(',')),
    ).fields.map(({ name, kind }) => [name, kind]),
  )

it('proposes the kind that every value has, and never a number that would lose a zero', () => {
  expect(
    kindsOf(
      'Pass Number,Zip,Stop,Fee,Valid until,Mail,Grade,Active,School Year,Rider,Phone,Empty',
      'P-1,07001,1,2.50,2026-08-14,a@example.org,K,yes,2026,Ana,555-010-0100,',
      'P-2,75001,12,3,12/31/2026,b@example.org,05,no,2027,Ben,555 010 0101,',
    ),
  ).toEqual({
    'Pass Number': 'id',
    Zip: 'id',
    Stop: 'integer',
    Fee: 'decimal',
    'Valid until': 'date',
    Mail: 'email',
    Grade: 'grade',
    Active: 'boolean',
    'School Year': 'year',
    Rider: 'text',
    Phone: 'phone',
    Empty: 'text',
  })
})

it('proposes for the key what is different in every row and called a number, and never what is private', () => {
  const rows = [
    ['123-45-6789', 'Ana', 'P1'],
    ['123-45-6780', 'Ben', 'P2'],
  ]
  expect(proposeFields(['SSN', 'Rider', 'Pass Number'], rows).key).toBe('Pass Number')
  expect(proposeFields(['SSN', 'Rider'], rows).key).toBe('Rider')
  expect(proposeFields(['SSN'], rows).key).toBeUndefined()
})

it('names what is private without choosing it, and shows nothing of it', () => {
  const { fields } = proposeFields(
    ['Free Lunch', 'Birth Date', 'Ref', 'Rider'],
    [
      ['Y', '2015-01-01', '123-45-6789', 'Ana'],
      ['N', '2015-01-02', '123-45-6780', 'Ben'],
    ],
  )
  expect(fields.map(({ isPrivate, sensitive, samples }) => [isPrivate, sensitive, samples.length])).toEqual([
    [true, true, 0],
    [false, true, 0],
    [true, true, 0],
    [false, false, 2],
  ])
})

it('takes a column once, and none without a name', () => {
  const { fields } = proposeFields(['A', '', ' a ', 'constructor', 'B  C'], [])
  expect(fields.map(({ name }) => name)).toEqual(['A', 'B C'])
})
