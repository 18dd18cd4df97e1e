// The measured files are the same bytes on every machine and every day; only so can figures be compared.
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { users } from '@/lib/import-types/oneroster-1.1/users'
import { enrolledDistrict, enrollmentRows } from './enrollments-file'
import { guidAt, shuffledPlace } from './random'
import { schoolsFor } from './schools-file'
import { restampedColumn, userColumns, userRows } from './users-file'

const people = 10_000
const schools = schoolsFor(people).ids
const first = [...userRows({ people, schools, day: 1, stamp: 1 })]
const second = [...userRows({ people, schools, day: 2, stamp: 2 })]
const keyOf = (row: string) => row.slice(0, 36)
const withoutStamp = (row: string) => row.replace(/2026-11-\d\dT/, '')

describe('users.csv', () => {
  it('is the same bytes each time it is made', () => {
    const hash = createHash('sha256').update(first.join('\n')).digest('hex')
    expect(hash).toMatchInlineSnapshot(`"5de2e24360d4bf65cb012a7ce5279e3774e121d5dc6d527d43d401efe51c6e2e"`)
    expect([...userRows({ people, schools, day: 1, stamp: 1 })]).toEqual(first)
  })

  it('has every column of the standard, and a key of its own in every row', () => {
    expect(userColumns).toEqual(users.fields.map(({ name }) => name))
    expect(userColumns).toContain(restampedColumn)
    expect(new Set(first.map(keyOf)).size).toBe(people)
  })

  it('has about 200 bytes a row, and one row in a thousand with two lines', () => {
    expect(Buffer.byteLength(first.join('\n')) / people).toBeGreaterThan(180)
    expect(Buffer.byteLength(first.join('\n')) / people).toBeLessThan(220)
    expect(first.filter((row) => row.includes('\n'))).toHaveLength(people / 1000)
  })

  it('differs on the second day in about 1 % of the people: some gone, some new, most of them changed', () => {
    const before = new Map(first.map((row) => [keyOf(row), withoutStamp(row)]))
    const gone = before.size - second.filter((row) => before.has(keyOf(row))).length
    const added = second.filter((row) => !before.has(keyOf(row))).length
    const changed = second.filter((row) => (before.get(keyOf(row)) ?? withoutStamp(row)) !== withoutStamp(row)).length
    expect(added).toBe(people / 1000)
    expect(gone).toBeGreaterThan(0)
    expect((gone + added + changed) / people).toBeGreaterThan(0.007)
    expect((gone + added + changed) / people).toBeLessThan(0.013)
  })

  it('says on another night, and in another order, what it said before', () => {
    const night = [...userRows({ people, schools, day: 2, stamp: 3 })]
    const shuffled = [...userRows({ people, schools, day: 2, stamp: 4, shuffled: true })]
    expect(night).not.toEqual(second)
    expect(night.map(withoutStamp)).toEqual(second.map(withoutStamp))
    expect(shuffled.map(withoutStamp)).not.toEqual(second.map(withoutStamp))
    expect(shuffled.map(withoutStamp).toSorted()).toEqual(second.map(withoutStamp).toSorted())
  })
})

describe('enrollments.csv', () => {
  it('refers to schools, classes and people that are there, and changes by the day, not by the night', () => {
    const district = enrolledDistrict(1000, ['s1', 's2'])
    const rows = [...enrollmentRows(district, 1)].map((row) => row.split(','))
    expect(rows).toHaveLength(1000)
    for (const [, , inClass = '', school = '', person = ''] of rows) {
      expect(Number(inClass.slice(1))).toBeLessThan(district.classes)
      expect(district.schools).toContain(school)
      expect(Number(person.slice(1))).toBeLessThan(district.people)
    }
    const [same, changed] = [[...enrollmentRows(district, 2)], [...enrollmentRows(district, 2, 2)]]
    expect(same.map((row) => row.replace('2026-11-02', '2026-11-01'))).toEqual(rows.map((row) => row.join(',')))
    expect(changed.filter((row, index) => row !== same[index]).length).toBeGreaterThan(0)
  })
})

describe('the shuffled order', () => {
  it.each([1, 2, 10, 997, 1000])('has each of %i places exactly once', (count) => {
    const places = Array.from({ length: count }, (_, index) => shuffledPlace(index, count))
    expect(places.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index))
  })
})

describe('a GUID', () => {
  it('has the form of one', () => {
    expect(guidAt(1, 1)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-9[0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
