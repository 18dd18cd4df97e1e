// An edited template over files that are there already: what it would do, exactly, and nothing is done.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { stopQueue } from '@/lib/platform/queue'
import { runChanges } from '@/lib/roster/run-changes'
import { runDifferences } from '@/lib/roster/run-differences'
import { updateTemplate } from '@/lib/templates/update-template'
import { startReplay } from './start-replay'
import {
  deliver,
  issuesOf,
  messagesOf,
  prepareInstallation,
  rosterHash,
  studentFile,
  studentHeader,
  testDistrict,
  testTemplate,
  type District,
} from './test-district'
import { replay, rowsOf, studentMapping } from './test-replay'

let district: District
let templateId: string
beforeAll(prepareInstallation)
afterAll(() => stopQueue())
beforeEach(async () => {
  district = await testDistrict()
  templateId = await testTemplate(district, studentHeader, { keepDays: 7 })
})

/** The last name fills the first name, too; and the first name nothing. */
const swapped = studentMapping({ 'First Name': 'Last Name', 'Last Name': 'First Name' })

describe('a replay', () => {
  it('of an unchanged template finds every row as before, and writes nothing', async () => {
    await deliver(district, studentFile('s1 Ana', 's2 Ben', 's3'))
    const before = [await rosterHash(district), await messagesOf(district)]
    const [run] = await replay(district, { templateId, edit: {} })
    expect(run).toMatchObject({ state: 'checked', purpose: 'replay', requestedBy: 'Dana Whitfield', deliveryId: null })
    expect(run?.counts).toMatchObject({ rows: 3, added: 0, changed: 0, deactivated: 0 })
    expect(run && rowsOf(run)).toMatchObject({ asBefore: 3, different: 0 })
    expect(run?.differs).toEqual([])
    expect([await rosterHash(district), await messagesOf(district)]).toEqual(before)
  })

  it('says of each row what differs, and of the roster what would change', async () => {
    await deliver(district, studentFile('s1 Ana', 's2 Reyes'))
    const before = await rosterHash(district)
    const [run] = await replay(district, { templateId, edit: { mapping: swapped } })
    // The names of s2 are alike.
    expect(run && rowsOf(run)).toMatchObject({ asBefore: 1, differs: 1, 'newly-rejected': 0, different: 1 })
    const fields = [
      { 'First Name': 'Ana', 'Last Name': 'Reyes' },
      { 'First Name': 'Reyes', 'Last Name': 'Ana' },
    ]
    expect(run?.differs).toEqual([['differs', 2, 's1', ...fields]])
    expect(run?.counts).toMatchObject({ rows: 2, added: 0, changed: 1, deactivated: 0, unchanged: 1 })
    expect(run && (await runChanges(run.id)).items).toMatchObject([
      { kind: 'changed', key: 's1', line: 2, before: fields[0], after: fields[1] },
    ])
    expect(await rosterHash(district)).toBe(before)
  })

  it('names rows that are newly rejected and newly accepted, each with its reason', async () => {
    // A student without a school, and one with a school that the edited template takes for no name.
    await deliver(district, studentFile('s1 Ana', 's2 Ben').replace('s2,Ben,Reyes,012', 's2,,Reyes,012'))
    const fromId = studentMapping({ 'First Name': 'Middle Name', 'School ID': 'First Name', 'Last Name': 'Last Name' })
    const mapping = fromId.map((file) => ({ ...file, constants: { 'School ID': '012' } }))
    const [run] = await replay(district, { templateId, edit: { mapping } })
    expect(run?.state).toBe('checked')
    expect(run && rowsOf(run)).toMatchObject({ asBefore: 0, differs: 1, 'newly-accepted': 1 })
    expect(run?.differs.map(([kind, line, key]) => [kind, line, key])).toEqual([
      ['newly-accepted', 3, 's2'],
      ['differs', 2, 's1'],
    ])
    expect(run && (await reasonsOf(run.id))).toEqual([['value-required'], []])
    const back = await updateTemplate({ accountId: district.accountId, templateId, change: { mapping } })
    expect(back.ok).toBe(true)
    const [undone] = await replay(district, { templateId, edit: { mapping: studentMapping() } })
    expect(undone && rowsOf(undone)).toMatchObject({ asBefore: 0, differs: 1, 'newly-rejected': 1 })
    expect(undone && (await reasonsOf(undone.id))).toEqual([['value-required'], []])
  })

  it('says which records are deactivated now, and which no longer', async () => {
    await deliver(district, studentFile('s1 Ana', 's2 Ben'))
    const last = await deliver(district, studentFile('s1 Ana'))
    await deliver(district, studentFile('s1 Ana', 's2 Ben', 's3 Cho'))
    const over = { deliveryId: last.deliveryId ?? '' }
    const [run] = await replay(district, { templateId, edit: { settings: { mode: 'partial' } }, over })
    expect(run?.counts).toMatchObject({ rows: 1, deactivated: 0 })
    expect(run && rowsOf(run)).toMatchObject({ asBefore: 1, 'no-longer-deactivated': 2 })
    expect(run?.differs.map(([kind, line, key]) => [kind, line, key])).toEqual([
      ['no-longer-deactivated', null, 's2'],
      ['no-longer-deactivated', null, 's3'],
    ])
    await updateTemplate({ accountId: district.accountId, templateId, change: { settings: { mode: 'partial' } } })
    const [full] = await replay(district, { templateId, edit: { settings: { mode: 'full' } }, over })
    expect(full?.counts).toMatchObject({ rows: 1, deactivated: 2 })
    expect(full && rowsOf(full)).toMatchObject({ asBefore: 1, 'newly-deactivated': 2 })
  })

  it('compares a field that only one of the two fills with what the record holds', async () => {
    await deliver(district, studentFile('s1 Ana', 's2 Ben'))
    const without = studentMapping({ 'First Name': null }).map((file) => ({
      ...file,
      constants: { 'First Name': 'Ana' },
    }))
    const fewer = studentMapping({ 'Last Name': null }).map((file) => ({
      ...file,
      constants: { 'Last Name': 'Reyes' },
    }))
    const [constant] = await replay(district, { templateId, edit: { mapping: without } })
    expect(constant?.differs).toEqual([['differs', 3, 's2', { 'First Name': 'Ben' }, { 'First Name': 'Ana' }]])
    const [same] = await replay(district, { templateId, edit: { mapping: fewer } })
    expect(same?.differs).toEqual([])
    const more = studentMapping({}).map((file) => ({ ...file, constants: { Grade: '4' } }))
    const [added] = await replay(district, { templateId, edit: { mapping: more } })
    expect(added?.differs.map(([kind]) => kind)).toEqual(['differs', 'differs'])
  })

  it('of a template that refuses the file as a whole says so', async () => {
    await deliver(district, studentFile('s1 Ana'))
    const mapping = studentMapping().map((file) => ({
      ...file,
      columns: file.columns.map((column) => (column.header === 'School ID' ? { ...column, header: 'Campus' } : column)),
    }))
    const [run] = await replay(district, { templateId, edit: { mapping } })
    expect(run).toMatchObject({ state: 'rejected', failure: { code: 'header-column-missing' } })
    expect(run?.comparison).toMatchObject({
      refusedBefore: false,
      files: [{ before: { rows: 1, rejected: 0 }, after: null }],
    })
  })
})

const reasonsOf = async (runId: string) =>
  (await runDifferences(runId)).map(({ reasons }) => reasons.map(({ code }) => code))

describe('a delivery with the edited template saved', () => {
  it('does what its replay said, row for row', async () => {
    await deliver(district, studentFile('s1 Ana', 's2 Ben', 's3', 's4 Dan', 's6 Eve'))
    const file = studentFile('s1 Ana', 's2 Bea', 's3 Cho', 's4', 's5 Reyes', 's5 Reyes').replace(
      's4,Reyes,012',
      's4,,Reyes,012',
    )
    await deliver(district, file)
    const change = { mapping: swapped, settings: { mode: 'full' as const } }
    const [said] = await replay(district, { templateId, edit: change })
    await updateTemplate({ accountId: district.accountId, templateId, change })
    const done = await deliver(district, file)
    const { bytesRead: _, ...counts } = said?.counts ?? { bytesRead: 0 }
    expect(done).toMatchObject({ state: 'applied', counts, issueCounts: said?.issueCounts })
    expect(done.counts.changed).toBeGreaterThan(0)
    expect(await issuesOf(done)).toEqual(said && (await issuesOf(said)))
    const changesOf = async (id: string) =>
      (await runChanges(id)).items.map(({ kind, key, line, before, after }) => [kind, key, line, before, after]).sort()
    expect(await changesOf(done.id)).toEqual(await changesOf(said?.id ?? ''))
  })
})

describe('the deliveries that are replayed', () => {
  it('are the last ones, the newest first', async () => {
    for (const name of ['Ana', 'Bea', 'Cho']) await deliver(district, studentFile(`s1 ${name}`))
    const runs = await replay(district, { templateId, edit: { mapping: swapped }, over: { last: 2 } })
    expect(runs.map((run) => run.differs.map(([, , , before]) => before))).toEqual([
      [{ 'First Name': 'Cho', 'Last Name': 'Reyes' }],
      [{ 'First Name': 'Bea', 'Last Name': 'Reyes' }],
    ])
  })

  it('must be kept: what was destroyed is said to be', async () => {
    await updateTemplate({ accountId: district.accountId, templateId, change: { settings: { keepDays: 0 } } })
    const run = await deliver(district, studentFile('s1 Ana'))
    const request = { accountId: district.accountId, templateId, by: 'x', edit: {} }
    expect(await startReplay(request)).toEqual({ ok: false, reason: 'nothing-kept' })
    const over = { deliveryId: run.deliveryId ?? '' }
    expect(await startReplay({ ...request, over })).toEqual({ ok: false, reason: 'file-gone' })
  })

  it('belong to the account', async () => {
    const run = await deliver(district, studentFile('s1 Ana'))
    const stranger = await testDistrict()
    const over = { deliveryId: run.deliveryId ?? '' }
    const request = { templateId, by: 'x', edit: {}, over }
    expect(await startReplay({ ...request, accountId: stranger.accountId })).toEqual({ ok: false, reason: 'unknown' })
    const theirs = await testTemplate(stranger, studentHeader, { keepDays: 7 })
    const foreign = { ...request, templateId: theirs, accountId: stranger.accountId }
    expect(await startReplay(foreign)).toEqual({ ok: false, reason: 'unknown' })
  })
})
