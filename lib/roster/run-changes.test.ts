import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { importTypeNamed, importTypes } from '@/lib/import-types'
import type { ImportType } from '@/lib/import-types/import-type'
import { db } from '@/lib/platform/db'
import { notReversed, notReversedCsv } from './not-reversed'
import { recordHistory } from './record-history'
import { runChanges, runChangesCsv, type ChangeKind } from './run-changes'
import { ensureRosterTables } from './tables'
import { importRows, type TestImport } from './test-import'
import { undoRun } from './test-rollback'

const orgs = importTypeNamed('oneroster-1.1/orgs') as ImportType
const users = importTypeNamed('oneroster-1.1/users') as ImportType
const rowOf = (type: ImportType, data: Record<string, string>) => ({
  values: type.fields.map(({ name }) => data[name] ?? null),
})
const org = (sourcedId: string, name: string) => rowOf(orgs, { sourcedId, name })

let accountId: string
let templateId: string
beforeAll(() => ensureRosterTables(importTypes))
beforeEach(async () => {
  const slug = randomUUID().slice(0, 13)
  accountId = (await db.account.create({ data: { name: slug, slug, state: 'tx', timeZone: 'UTC' } })).id
  const login = { name: 'sis', sftpUserName: slug, ftpsUserName: slug, passwordHash: '', accountId }
  const { id: transferLoginId } = await db.transferLogin.create({ data: login })
  const template = { accountId, transferLoginId, name: 'Nightly', fileName: 'orgs.csv', importType: orgs.name }
  templateId = (await db.template.create({ data: template })).id
})

/** A run as the tables of Rollcall know it. */
async function newRun(more: { rollsBackRunId?: string; types?: ImportType[] } = {}): Promise<string> {
  const { types = [orgs], rollsBackRunId } = more
  const { transferLoginId } = await db.template.findUniqueOrThrow({ where: { id: templateId } })
  const file = { fileName: 'orgs.csv', via: 'sftp' as const, size: 1, sha256: '', eventId: randomUUID() }
  const delivery = await db.delivery.create({ data: { ...file, accountId, transferLoginId } })
  const origin = rollsBackRunId
    ? { purpose: 'rollback' as const, rollsBackRunId, requestedBy: 'Dana Whitfield' }
    : { purpose: 'delivery' as const, deliveryId: delivery.id }
  const run = await db.run.create({
    data: {
      ...{ ...origin, accountId, templateId, importType: orgs.name, fileName: 'orgs.csv', settings: {} },
      mapping: types.map((type) => ({ importType: type.name })),
      ...{ state: 'applied', finishedAt: new Date() },
    },
  })
  return run.id
}

async function deliver(rows: ReturnType<typeof org>[], options: Partial<TestImport> = {}): Promise<string> {
  const runId = options.runId ?? (await newRun())
  await importRows(orgs, rows, { accountId, templateId, ...options, runId })
  return runId
}

async function undo(runId: string, isRollback = false): Promise<string> {
  return (await undoRun(orgs, { accountId, runId, isRollback }, await newRun({ rollsBackRunId: runId }))).id
}

/** Every change, read in pages of so many. */
async function changesOf(runId: string, { limit = 50, kind }: { limit?: number; kind?: ChangeKind } = {}) {
  const seen = []
  for (let after: string | undefined; ;) {
    const page = await runChanges(runId, { after, limit, ...(kind ? { kind } : {}) })
    seen.push(...page.items)
    if (page.nextCursor === null) break
    after = page.nextCursor
  }
  return seen.map(({ kind: what, key, line, before, after }) =>
    [what, key, line ?? '-', before?.name ?? '-', after?.name ?? '-'].join(' '),
  )
}

describe('the changes of a run and of its undo', () => {
  it('name the line that said so, and are the same before and after the undo, and in pages of any size', async () => {
    await deliver([org('1', 'Oak'), org('2', 'Elm'), org('3', 'Ash')])
    const night = await deliver([org('2', 'Fir'), org('4', 'Yew'), org('5', 'Bay'), org('1', 'Oak')])
    const changes = ['added 4 3 - Yew', 'added 5 4 - Bay', 'changed 2 2 Elm Fir', 'deactivated 3 - Ash -']
    expect(await changesOf(night)).toEqual(changes)
    const first = await undo(night)
    for (const limit of [1, 2, 3, 50]) {
      expect(await changesOf(night, { limit })).toEqual(changes)
      const reversed = ['changed 2 - Fir Elm', 'added 3 - - Ash', 'removed 4 - Yew -', 'removed 5 - Bay -']
      expect((await changesOf(first, { limit })).sort()).toEqual(reversed.sort())
    }
    const second = await undo(first, true)
    expect(await changesOf(night)).toEqual(changes)
    const redone = ['changed 2 - Elm Fir', 'deactivated 3 - Ash -', 'added 4 - - Yew', 'added 5 - - Bay']
    expect((await changesOf(second)).sort()).toEqual(redone.sort())
    await undo(second, true)
    expect(await changesOf(night, { limit: 1 })).toEqual(changes)
    expect(await changesOf(first, { kind: 'removed' })).toEqual(['removed 4 - Yew -', 'removed 5 - Bay -'])
    expect(await changesOf(night, { kind: 'added', limit: 1 })).toEqual(changes.slice(0, 2))
  })

  it('are told of a record that came again after it was taken out', async () => {
    const first = await deliver([org('1', 'Oak')])
    await undo(first)
    const second = await deliver([org('1', 'Elm')])
    expect(await changesOf(first)).toEqual(['added 1 2 - Oak'])
    expect(await changesOf(second)).toEqual(['added 1 2 - Elm'])
  })

  it('of a bundle go through all its types, and their CSV has the fields of all', async () => {
    const runId = await newRun({ types: [orgs, users] })
    await deliver([org('1', 'Oak'), org('2', 'Elm')], { runId })
    const person = rowOf(users, { sourcedId: 'u1', givenName: 'Maya' })
    await importRows(users, [person], { accountId, templateId, runId })
    expect(await changesOf(runId, { limit: 1 })).toEqual(['added 1 2 - Oak', 'added 2 3 - Elm', 'added u1 2 - -'])
    let csv = ''
    for await (const piece of runChangesCsv(runId)) csv += piece
    const [header = '', first, , third] = csv.trim().split('\r\n')
    expect(header).toMatch(/^\uFEFF?kind,importType,key,line,before\.sourcedId,/)
    expect(header.split(',').filter((name) => name === 'after.sourcedId')).toHaveLength(1)
    expect(header).toContain('after.givenName')
    expect(first).toMatch(/^added,oneroster-1.1\/orgs,1,2,/)
    expect(third).toMatch(/^added,oneroster-1.1\/users,u1,2,.*Maya/)
  })
})

it('what an undo did not reverse is named with the run that changed it since, page by page and as CSV', async () => {
  const night = await deliver([org('1', 'Oak'), org('2', 'Elm'), org('3', 'Ash')])
  const newer = await deliver([org('2', 'Fir'), org('3', 'Fir')], { templateId: null, mode: 'partial' })
  const undone = await undo(night)
  const { items, nextCursor } = await notReversed(accountId, undone, { limit: 1 })
  expect(items).toMatchObject([
    { key: '2', reason: 'changed-since', changedBy: { id: newer, fileName: 'orgs.csv', templateName: 'Nightly' } },
  ])
  expect((await notReversed(accountId, undone, { after: nextCursor ?? '' })).items).toMatchObject([{ key: '3' }])
  expect((await notReversed(randomUUID(), undone)).items).toEqual([])
  let csv = ''
  for await (const piece of notReversedCsv(accountId, undone)) csv += piece
  expect(csv).toContain(`oneroster-1.1/orgs,2,changed-since,${newer},orgs.csv,`)
})

describe('the history of a record', () => {
  const told = async (key: string, options: { before?: number; limit?: number } = {}) => {
    const history = await recordHistory(accountId, orgs, key, options)
    return history?.events.map(({ kind, run, line, state, differences }) => {
      const names = differences.filter(({ field }) => field === 'name').map(({ before, after }) => [before, after])
      return [kind, run?.requestedBy ?? run?.templateName, line, state, ...names.flat()]
    })
  }

  it('says who did what by which line, the newest first, undos included', async () => {
    await deliver([org('9', 'Bay'), org('1', 'Oak')])
    const second = await deliver([org('1', 'Elm'), org('9', 'Bay')])
    await deliver([org('9', 'Bay')])
    await deliver([org('9', 'Bay'), org('1', 'Elm')])
    expect(await told('1')).toEqual([
      ['returned', 'Nightly', 3, 'active'],
      ['deactivated', 'Nightly', null, 'inactive'],
      ['changed', 'Nightly', 2, 'active', 'Oak', 'Elm'],
      ['added', 'Nightly', 3, 'active', null, 'Oak'],
    ])
    const history = await recordHistory(accountId, orgs, '1')
    expect(history?.events[2]).toMatchObject({ run: { id: second, fileName: 'orgs.csv', purpose: 'delivery' } })
    const [first] = (await recordHistory(accountId, orgs, '1', { limit: 3 }))?.events ?? []
    expect(first?.kind).toBe('returned')
    expect(await told('1', { limit: 3, before: 1 })).toEqual([['added', 'Nightly', 3, 'active', null, 'Oak']])
  })

  it('goes on through undos, and through a record of the same key that came later', async () => {
    const first = await deliver([org('1', 'Oak')])
    const undone = await undo(first)
    const again = await undo(undone, true)
    await undo(again, true)
    await deliver([org('1', 'Elm')])
    const dana = 'Dana Whitfield'
    expect(await told('1')).toEqual([
      ['added', 'Nightly', 2, 'active', null, 'Elm'],
      ['removed', dana, null, null, 'Oak', null],
      ['restored', dana, null, 'active', null, 'Oak'],
      ['removed', dana, null, null, 'Oak', null],
      ['added', 'Nightly', 2, 'active', null, 'Oak'],
    ])
  })

  it('begins with what is known where the rest is not kept any more, and is nothing for a record there never was', async () => {
    await deliver([org('1', 'Oak')])
    const second = await deliver([org('1', 'Elm')])
    await db.$executeRaw`delete from roster.changes where run_id = ${second}::uuid`
    expect(await told('1')).toEqual([['known', 'Nightly', 2, 'active', null, 'Elm']])
    expect(await recordHistory(accountId, orgs, '2')).toBeNull()
    expect(await recordHistory(randomUUID(), orgs, '1')).toBeNull()
  })
})
