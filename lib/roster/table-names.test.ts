import { describe, expect, it } from 'vitest'
import { importTypes } from '@/lib/import-types'
import type { Field, ImportType } from '@/lib/import-types/import-type'
import { ownColumns, quoted, rosterTableOf, snakeCase, type RosterTable } from './table-names'

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  title: { en: name, es: name },
  kind: 'text',
  ...more,
})

function columnsOf(...fields: Field[]): string[] {
  return tableOf(...fields).columns.map(({ column }) => column)
}

function tableOf(...fields: Field[]): RosterTable {
  const words = { en: '', es: '' }
  const type: ImportType = {
    ...{
      name: 'test/things',
      family: 'test',
      title: words,
      description: words,
      fileNames: [],
      source: '',
      examples: [],
    },
    key: [fields[0]?.name ?? ''],
    fields,
  }
  return rosterTableOf(type)
}

describe('the names of roster tables and columns', () => {
  it.each([
    ['givenName', 'given_name'],
    ['sourcedId', 'sourced_id'],
    ['orgSourcedIds', 'org_sourced_ids'],
    ['Student ID', 'student_id'],
    ['dateLastModified', 'date_last_modified'],
    ['SMSNumber', 'sms_number'],
    ['americanIndianOrAlaskaNative', 'american_indian_or_alaska_native'],
    ['metadata.homeLanguage', 'metadata_home_language'],
    ['oneroster-1.1/users', 'oneroster_1_1_users'],
    ['visitor-aware/students', 'visitor_aware_students'],
    ['Año de nacimiento', 'ano_de_nacimiento'],
    ['1file', 'field_1file'],
    ['  ', 'field'],
    ['"; drop table users; --', 'drop_table_users'],
  ])('writes %s as %s', (name, expected) => expect(snakeCase(name)).toBe(expected))

  it('keeps clear of our own columns and of the words of SQL', () => {
    expect(columnsOf(field('id'), field('State'), field('primary'), field('order'), field('lastRun'))).toEqual([
      'id',
      'state_value',
      'primary_value',
      'order_value',
      'last_run_value',
    ])
  })

  it('gives fields that would have one name a number, in the order of the type', () => {
    expect(columnsOf(field('Student ID'), field('student_id'), field('studentID'), field('Student ID 2'))).toEqual([
      'student_id',
      'student_id_2',
      'student_id_3',
      'student_id_2_2',
    ])
  })

  it('fits into what PostgreSQL takes, also when long names are alike', () => {
    const columns = columnsOf(field('id'), field(`${'x'.repeat(80)}a`), field(`${'x'.repeat(80)}b`))
    expect(new Set(columns).size).toBe(3)
    expect(Math.max(...columns.map((column) => column.length))).toBeLessThanOrEqual(63)
  })

  it('keeps a key field that may be blank as text, whatever its kind', () => {
    const born = field('born', { kind: 'date', blankInKey: true })
    expect(tableOf(field('id'), born, field('since', { kind: 'date' })).columns.map(({ sqlType }) => sqlType)).toEqual([
      'text',
      'text',
      'date',
    ])
  })

  it('gives a field that is never kept no column', () => {
    expect(columnsOf(field('id'), field('password', { discarded: true }))).toEqual(['id'])
  })

  it('has one table for each import type, and no column twice in it', () => {
    const tables = importTypes.map(rosterTableOf)
    expect(new Set(tables.map(({ name }) => name)).size).toBe(importTypes.length)
    for (const { columns } of tables) {
      const names = [...columns.map(({ column }) => column), ...ownColumns]
      expect(new Set(names).size).toBe(names.length)
      expect(names.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([])
    }
  })

  it('quotes whatever it is given', () => expect(quoted('a"b')).toBe('"a""b"'))
})
