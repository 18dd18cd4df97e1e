import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { importTypeNamed, importTypes } from '@/lib/import-types'
import type { ImportType } from '@/lib/import-types/import-type'
import { db, query } from '@/lib/platform/db'
import { emptyDatabase } from '@/lib/platform/test-database'
import type { RosterValue } from '@/lib/validation/roster-value'
import { recordHistory } from './record-history'
import { countAllRecords, countRecords, readRecords } from './records'
import { recordsCsv } from './records-csv'
import { runChanges, runChangesCsv } from './run-changes'
import { ensureRosterTables } from './tables'
import { importRows, type TestImport } from './test-import'

const users = importTypeNamed('oneroster-1.1/users') as ImportType
const user = (id: string, givenName: string, more: Record<string, RosterValue> = {}) => {
  const data: Record<string, RosterValue> = {
    ...{
      sourcedId: id,
      givenName,
      familyName: 'Reyes',
      role: 'student',
      orgSourcedIds: ['012', '104'],
      enabledUser: true,
    },
    ...more,
  }
  return { values: users.fields.map(({ name }) => data[name] ?? null) }
}
const template = randomUUID()
let accountId: string

beforeAll(() => ensureRosterTables(importTypes))
beforeEach(async () => {
  await emptyDatabase()
  const account = await db.account.create({
    data: { name: 'A', slug: randomUUID().slice(0, 20), state: 'tx', timeZone: 'UTC' },
  })
  accountId = account.id
})

/** Imports as a run that the tables of Rollcall know. */
async function night(rows: ReturnType<typeof user>[], options: Partial<TestImport> = {}): Promise<string> {
  const login = { name: 'sis', sftpUserName: randomUUID(), ftpsUserName: randomUUID(), passwordHash: '' }
  const delivery = await db.delivery.create({
    data: {
      account: { connect: { id: accountId } },
      transferLogin: { create: { ...login, accountId } },
      ...{ fileName: 'users.csv', via: 'sftp', size: 1, sha256: '', eventId: randomUUID() },
    },
  })
  const origin = { accountId, deliveryId: delivery.id, purpose: 'delivery' as const }
  const run = await db.run.create({
    data: { ...origin, importType: users.name, fileName: 'users.csv', mapping: [], settings: {} },
  })
  await importRows(users, rows, { accountId, templateId: template, runId: run.id, ...options })
  return run.id
}

async function textOf(source: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of source) text += piece
  return text
}

describe('records', () => {
  it('carry values by field name, with moments in UTC, and never a password', async () => {
    const runId = await night([
      user('1', 'Maya', { dateLastModified: '2025-08-01T04:00:00.000Z', email: 'm@example.org' }),
    ])
    const { items } = await readRecords(accountId, users)
    expect(items).toMatchObject([{ key: '1', state: 'active', firstRun: runId, lastRun: runId }])
    expect(items[0]?.data).toMatchObject({
      ...{
        sourcedId: '1',
        givenName: 'Maya',
        enabledUser: true,
        orgSourcedIds: ['012', '104'],
        email: 'm@example.org',
      },
      dateLastModified: '2025-08-01T04:00:00.000Z',
    })
    expect(items[0]?.data).not.toHaveProperty('password')
    expect(items[0]?.changedAt).toBeInstanceOf(Date)
  })

  it('come page by page in the order of their keys as bytes, each once', async () => {
    const ids = ['b', 'B', 'a', 'é', '10', '9', 'A', 'z-1']
    await night(ids.map((id) => user(id, 'X')))
    const seen: string[] = []
    for (let after: string | undefined; ;) {
      const page = await readRecords(accountId, users, { after, limit: 3 })
      seen.push(...page.items.map(({ key }) => key))
      if (page.nextCursor === null) break
      after = page.nextCursor
    }
    expect(seen).toEqual([...ids].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
  })

  it('are found by key, by state and by a part of any text', async () => {
    await night([user('1', 'Maya'), user('2', 'Owen'), user('3', 'Sofía')])
    await night([user('1', 'Maya'), user('3', 'Sofía')])
    const keysOf = async (filter: object) => (await readRecords(accountId, users, filter)).items.map(({ key }) => key)
    expect(await keysOf({ key: '2' })).toEqual(['2'])
    expect(await keysOf({ key: "' or true --" })).toEqual([])
    expect(await keysOf({ state: 'inactive' })).toEqual(['2'])
    expect(await keysOf({ search: 'SOF' })).toEqual(['3'])
    expect(await keysOf({ search: '%' })).toEqual([])
    expect(await countRecords(accountId, users)).toEqual({ active: 2, inactive: 1 })
    expect(await countAllRecords(accountId, importTypes)).toEqual([{ type: users, active: 2, inactive: 1 }])
  })

  it('are none for a key that is no key of their type', async () => {
    const attendance = importTypeNamed('powerschool-autosend/attendance') as ImportType
    const parts = attendance.key.map((name) => (name === 'Att_Date' ? '2026-02-30' : '1'))
    for (const key of ['nonsense', '{}', '["1"]', JSON.stringify(parts), JSON.stringify(parts.map(() => 1))]) {
      expect((await readRecords(accountId, attendance, { key })).items).toEqual([])
      expect(await recordHistory(accountId, attendance, key)).toBeNull()
    }
  })

  it('of another account are never among them', async () => {
    await night([user('1', 'Maya')])
    expect((await readRecords(randomUUID(), users, { key: '1' })).items).toEqual([])
  })

  it('are written as CSV with harmless cells', async () => {
    await night([user('1', '=cmd()'), user('2', 'a "quoted", name')])
    const lines = (await textOf(recordsCsv(accountId, users))).split('\r\n')
    expect(lines[0]).toMatch(/^\uFEFFsourcedId,status,dateLastModified,enabledUser,orgSourcedIds/)
    expect(lines[1]).toContain(`'=cmd()`)
    expect(lines[1]).toContain('"012,104"')
    expect(lines[2]).toContain('"a ""quoted"", name"')
    expect(lines).toHaveLength(4)
  })
})

describe('the changes of a run', () => {
  it('say what each record was and what it became, also after later changes', async () => {
    const first = await night([user('1', 'Maya'), user('2', 'Owen')])
    const second = await night([user('1', 'Maja'), user('3', 'Sofía')])
    const third = await night([user('1', 'Maria'), user('2', 'Owen'), user('3', 'Sofía')])
    const summary = async (runId: string) =>
      (await runChanges(runId)).items.map(({ kind, key, before, after }) => [
        kind,
        key,
        before?.givenName,
        after?.givenName,
      ])
    expect(await summary(first)).toEqual([
      ['added', '1', undefined, 'Maya'],
      ['added', '2', undefined, 'Owen'],
    ])
    expect(await summary(second)).toEqual([
      ['added', '3', undefined, 'Sofía'],
      ['changed', '1', 'Maya', 'Maja'],
      ['deactivated', '2', 'Owen', undefined],
    ])
    expect(await summary(third)).toEqual([
      ['changed', '1', 'Maja', 'Maria'],
      ['added', '2', undefined, 'Owen'],
    ])
  })

  it('come page by page without a gap, by kind too, and as CSV', async () => {
    const ids = Array.from({ length: 7 }, (_, index) => String(index))
    await night(ids.map((id) => user(id, 'Old')))
    const runId = await night([...ids.slice(0, 4).map((id) => user(id, 'New')), user('8', 'New'), user('9', 'New')])
    for (const limit of [1, 2, 3, 50]) {
      const seen: string[] = []
      for (let after: string | undefined; ;) {
        const page = await runChanges(runId, { after, limit })
        seen.push(...page.items.map(({ kind, key }) => `${kind} ${key}`))
        if (page.nextCursor === null) break
        after = page.nextCursor
      }
      expect(seen).toEqual([
        ...['added 8', 'added 9', 'changed 0', 'changed 1', 'changed 2', 'changed 3'],
        ...['deactivated 4', 'deactivated 5', 'deactivated 6'],
      ])
    }
    expect((await runChanges(runId, { kind: 'deactivated' })).items).toHaveLength(3)
    expect((await runChanges(runId, { after: 'key:[nonsense]' })).items).toHaveLength(9)
    expect((await textOf(runChangesCsv(runId))).split('\r\n')).toHaveLength(11)
  })

  it('leave out records that only found an owner', async () => {
    await night([user('1', 'Maya')], { templateId: null })
    const runId = await night([user('1', 'Maya')])
    expect(await query('select kind from roster.changes where run_id = $1', [runId])).toEqual([{ kind: 'adopted' }])
    expect((await runChanges(runId)).items).toEqual([])
  })
})
