import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { importTypeNamed, importTypes } from '@/lib/import-types'
import type { ImportType } from '@/lib/import-types/import-type'
import type { RosterValue } from '@/lib/validation/roster-value'
import { ensureRosterTables } from './tables'
import { importRows } from './test-import'

const users = importTypeNamed('oneroster-1.1/users') as ImportType
const orgs = importTypeNamed('oneroster-1.1/orgs') as ImportType
const classes = importTypeNamed('oneroster-1.1/classes') as ImportType
const rowOf = (type: ImportType, data: Record<string, RosterValue>) => ({
  values: type.fields.map(({ name }) => data[name] ?? null),
})
const user = (id: string, orgIds: string[], agents: string[] = []) =>
  rowOf(users, { sourcedId: id, givenName: 'X', orgSourcedIds: orgIds, agentSourcedIds: agents })

let accountId: string
const orgsAre = (...ids: string[]) =>
  importRows(
    orgs,
    ids.map((id) => rowOf(orgs, { sourcedId: id, name: id, type: 'school' })),
    { accountId },
  )
const found = async (rows: ReturnType<typeof user>[]) =>
  (await importRows(users, rows, { accountId })).issues.map(({ code, line, column, value, params }) => {
    return [code, line, column, value, params?.importType, params?.count]
  })

beforeAll(() => ensureRosterTables(importTypes))
beforeEach(() => {
  accountId = randomUUID()
})

describe('a value that names no record of the other file', () => {
  it('is reported once with the number of rows that have it, the most frequent first', async () => {
    await orgsAre('north', 'south')
    expect(await found([user('1', ['north', 'west']), user('2', ['east']), user('3', ['south', 'east'])])).toEqual([
      ['value-reference', 3, 'column orgSourcedIds', 'east', 'oneroster-1.1/orgs', 2],
      ['value-reference', 2, 'column orgSourcedIds', 'west', 'oneroster-1.1/orgs', 1],
    ])
  })

  it('is not reported to an account that holds no record of that file, or of another account', async () => {
    await orgsAre('north')
    accountId = randomUUID()
    expect(await found([user('1', ['west'])])).toEqual([])
  })

  it('may stand in the same file or in the roster where a file refers to itself', async () => {
    expect(await found([user('1', [], ['2']), user('2', [], ['1'])])).toEqual([])
    expect(await found([user('1', [], ['2', '9']), user('2', [], ['1'])])).toEqual([
      ['value-reference', 2, 'column agentSourcedIds', '9', 'oneroster-1.1/users', 1],
    ])
  })

  it('is named, however many there are, ten thousand at most', async () => {
    await orgsAre('north')
    const rows = Array.from({ length: 10_050 }, (_, index) => user(String(index), [`o${index}`]))
    expect(await found(rows)).toHaveLength(10_000)
  })
})

describe('a value that names a record of another kind than is meant', () => {
  it('is reported with what the record should be; a record of the right kind or none is not', async () => {
    const org = (id: string, type: string) => rowOf(orgs, { sourcedId: id, name: id, type })
    await importRows(orgs, [org('north', 'school'), org('office', 'district')], { accountId })
    const classIn = (id: string, school: string) =>
      rowOf(classes, { sourcedId: id, title: id, schoolSourcedId: school })
    const rows = [classIn('1', 'north'), classIn('2', 'office'), classIn('3', 'office'), classIn('4', 'west')]
    const { issues } = await importRows(classes, rows, { accountId })
    expect(issues.map(({ code, line, value, params }) => [code, line, value, params?.allowed, params?.count])).toEqual([
      ['value-reference', 5, 'west', undefined, 1],
      ['value-reference-kind', 3, 'office', ['school'], 2],
    ])
  })
})
