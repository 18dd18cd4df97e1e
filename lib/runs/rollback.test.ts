import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deliveryById } from '@/lib/deliveries/delivery'
import { rosterZip } from '@/lib/mapping/bundle/test-bundle'
import { db, query } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { runChanges } from '@/lib/roster/run-changes'
import { approveRun } from './answer-hold'
import { CRASHES_MAX } from './claim-run'
import { processRun } from './process'
import { processDelivery } from './process-delivery'
import { previewRollback } from './rollback'
import { runById, type Run } from './run'
import { startRollback } from './start-rollback'
import { bundleTemplate, deliverBundle } from './test-bundles'
import {
  deliver,
  lastRunOf,
  messagesOf,
  never,
  prepareInstallation,
  rosterHash,
  studentFile as file,
  studentHeader as header,
  studentsOf,
  testDistrict,
  testTemplate,
  type District,
} from './test-district'

let district: District
beforeAll(prepareInstallation)
afterAll(() => stopQueue())
beforeEach(async () => {
  district = await testDistrict()
})

const by = 'Dana Whitfield'
const request = (runId: string) => startRollback({ accountId: district.accountId, runId, by })

async function undo(run: Run): Promise<Run> {
  const started = await request(run.id)
  if (!started.ok) throw new Error(started.reason)
  await processRun(started.runId, never)
  return read(started.runId)
}

async function read(runId: string): Promise<Run> {
  const run = await runById(district.accountId, runId)
  if (!run) throw new Error(`no run ${runId}`)
  return run
}

const outcomeOf = async (run: Run) => (await deliveryById(district.accountId, run.deliveryId ?? ''))?.outcome

/** Every column of every student as text. */
const standing = () =>
  query('select r::text from roster.visitor_aware_students r where account_id = $1 order by student_id', [
    district.accountId,
  ])

describe('an undo', () => {
  it('is a run of its own that brings the roster back, marks run and delivery as undone, and tells so', async () => {
    const templateId = await testTemplate(district, header)
    await deliver(district, file('1 Ada', '2 Ben'))
    const before = await standing()
    const night = await deliver(district, file('1 Eve', '3 Cy'))
    const undone = await undo(night)
    expect(undone).toMatchObject({
      ...{ purpose: 'rollback', state: 'applied', rollsBackRunId: night.id, requestedBy: by, deliveryId: null },
      ...{ templateId, fileName: 'students.csv', finishedAt: expect.any(Date) as Date },
      counts: { rows: 3, applied: 3, added: 1, changed: 1, removed: 1, deactivated: 0, kept: 0, failed: 0 },
    })
    expect(await standing()).toEqual(before)
    expect((await read(night.id)).state).toBe('rolledBack')
    expect(await outcomeOf(night)).toBe('rolled-back')
    expect((await messagesOf(district)).at(-1)).toMatchObject({
      kind: 'undone',
      params: { fileName: 'students.csv', by, isRedo: false, counts: { added: 1, changed: 1, removed: 1 } },
    })
  })

  it('can be undone, and that again, and each time the runs and the delivery say what stands', async () => {
    await testTemplate(district, header)
    const night = await deliver(district, file('1 Ada', '2 Ben'))
    const after = await standing()
    const first = await undo(night)
    expect(await standing()).toEqual([])
    const second = await undo(first)
    expect(await standing()).toEqual(after)
    const statesOf = async () =>
      Promise.all([night, first, second].map(async ({ id }) => (await read(id)).state)).then((states) => [...states])
    expect(await statesOf()).toEqual(['applied', 'rolledBack', 'applied'])
    expect(await outcomeOf(night)).toBe('imported')
    expect((await messagesOf(district)).at(-1)).toMatchObject({ kind: 'undone', params: { isRedo: true } })
    await undo(second)
    expect(await standing()).toEqual([])
    expect(await statesOf()).toEqual(['rolledBack', 'applied', 'rolledBack'])
    expect(await outcomeOf(night)).toBe('rolled-back')
  })

  it('keeps what a run of another template has changed since', async () => {
    await testTemplate(district, header)
    await testTemplate(district, header, { fileName: 'other.csv', mode: 'partial' })
    const night = await deliver(district, file('1 Ada', '2 Ben'))
    await deliver(district, file('2 Newer'), { fileName: 'other.csv' })
    expect((await undo(night)).counts).toMatchObject({ removed: 1, kept: 1, failed: 0 })
    expect(await studentsOf(district)).toEqual(['2 Newer'])
  })

  it('is foretold exactly, without a change to anything', async () => {
    await testTemplate(district, header)
    await testTemplate(district, header, { fileName: 'other.csv', mode: 'partial' })
    const night = await deliver(district, file('1 Ada', '2 Ben'))
    await deliver(district, file('2 Newer'), { fileName: 'other.csv' })
    const before = await rosterHash(district)
    const foretold = await previewRollback(district.accountId, night.id)
    expect(await rosterHash(district)).toBe(before)
    const { counts } = await undo(night)
    expect(foretold).toEqual({ ok: true, counts })
  })

  it('lets the same bytes be imported again, and is not taken for a newer file', async () => {
    await testTemplate(district, header)
    const monday = file('1 Ada')
    await deliver(district, monday)
    const night = await deliver(district, file('1 Ada', '2 Ben'))
    await undo(night)
    expect(await deliver(district, file('1 Ada', '2 Ben'))).toMatchObject({ state: 'applied', counts: { added: 1 } })
    expect(await studentsOf(district)).toEqual(['1 Ada', '2 Ben'])
    expect(await deliver(district, file('1 Ada', '2 Ben'))).toMatchObject({ counts: { added: 0, unchanged: 2 } })
  })

  it('lets a file that says what the template said last be imported again, though its rows are as last time', async () => {
    await testTemplate(district, header)
    const rows = (extra: string) => `${header},Extra\n1,Ada,Reyes,012,${extra}\n2,Ben,Reyes,012,${extra}\n`
    await deliver(district, rows('a'))
    expect(await deliver(district, rows('b'))).toMatchObject({ counts: { unchanged: 2 } })
    const night = await deliver(district, `${header},Extra\n1,Eve,Reyes,012,c\n3,Cy,Reyes,012,c\n`)
    const undone = await undo(night)
    expect(await studentsOf(district)).toEqual(['1 Ada', '2 Ben'])
    const again = await deliver(district, `${header},Extra\n1,Eve,Reyes,012,d\n3,Cy,Reyes,012,d\n`)
    expect(again.counts).toMatchObject({ added: 1, changed: 1, deactivated: 1 })
    expect(await studentsOf(district)).toEqual(['1 Eve', '2 Ben inactive', '3 Cy'])
    // The undo of the undo would bring back what stands already, so it has nothing to do.
    expect((await undo(undone)).counts).toMatchObject({ applied: 0 })
    expect(await studentsOf(district)).toEqual(['1 Eve', '2 Ben inactive', '3 Cy'])
  })

  it('of a bundle takes back what every file of it did, and tells it file by file', async () => {
    await bundleTemplate(district)
    const night = await deliverBundle(district, rosterZip())
    expect(night).toMatchObject({ state: 'applied', counts: { added: 14 } })
    expect((await previewRollback(district.accountId, night.id)).ok).toBe(true)
    const undone = await undo(night)
    expect(undone.counts).toMatchObject({ rows: 14, removed: 14, kept: 0 })
    const left = () => query('select from roster.oneroster_1_1_enrollments where account_id = $1', [district.accountId])
    expect(await left()).toHaveLength(0)
    const types = new Set((await runChanges(undone.id)).items.map(({ importType }) => importType))
    expect(types.size).toBe(6)
    await undo(undone)
    expect(await left()).toHaveLength(4)
    expect(await deliverBundle(district, rosterZip())).toMatchObject({ counts: { unchanged: 14, added: 0 } })
  })

  it('leaves a held run of the template to be compared anew', async () => {
    await testTemplate(district, header, { thresholds: { deactivatedPercent: 10, changedPercent: 50, minRows: 2 } })
    const ids = (to: number) => Array.from({ length: to }, (_, index) => `${10 + index} Ada`)
    const night = await deliver(district, file(...ids(10)))
    const held = await deliver(district, file(...ids(6)))
    expect(held.state).toBe('held')
    await undo(night)
    expect(await approveRun({ accountId: district.accountId, runId: held.id, by })).toEqual({ ok: true })
    await processDelivery(held.deliveryId ?? '', never)
    expect(await lastRunOf(held.deliveryId ?? '')).toMatchObject({ state: 'applied', counts: { added: 6 } })
  })

  it('happens once, also when two workers take it at the same time', async () => {
    await testTemplate(district, header)
    const night = await deliver(district, file('1 Ada'))
    const started = await request(night.id)
    if (!started.ok) throw new Error(started.reason)
    await Promise.all([processRun(started.runId, never), processRun(started.runId, never)])
    expect(await query('select from roster.changes where run_id = $1', [started.runId])).toHaveLength(1)
    expect((await messagesOf(district)).map(({ kind }) => kind)).toEqual(['undone'])
  })

  it('that ends its worker again and again is given up, changes nothing, and says so', async () => {
    await testTemplate(district, header)
    const night = await deliver(district, file('1 Ada'))
    const before = await rosterHash(district)
    const started = await request(night.id)
    if (!started.ok) throw new Error(started.reason)
    await db.run.update({ where: { id: started.runId }, data: { state: 'applying', attempts: CRASHES_MAX } })
    await processRun(started.runId, never)
    expect(await read(started.runId)).toMatchObject({ state: 'rejected', failure: { reason: 'undo-unsafe' } })
    expect(await rosterHash(district)).toBe(before)
    expect((await messagesOf(district)).at(-1)).toMatchObject({ kind: 'undo-failed' })
    expect((await request(night.id)).ok).toBe(true)
  })
})

describe('an undo is refused', () => {
  it('for a run of another district, and for one there is not', async () => {
    await testTemplate(district, header)
    const night = await deliver(district, file('1 Ada'))
    const stranger = await testDistrict()
    expect(await startRollback({ accountId: stranger.accountId, runId: night.id, by })).toEqual({
      ...{ ok: false, reason: 'unknown' },
    })
    expect(await previewRollback(stranger.accountId, night.id)).toEqual({ ok: false, reason: 'unknown' })
  })

  it('for a run that has applied nothing', async () => {
    await testTemplate(district, header)
    expect(await request((await deliver(district, '<html>')).id)).toEqual({ ok: false, reason: 'not-applied' })
  })

  it('while another undo of the run is under way, and once it is undone', async () => {
    await testTemplate(district, header)
    const night = await deliver(district, file('1 Ada'))
    const answers = await Promise.all(Array.from({ length: 5 }, () => request(night.id)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'under-way')).toHaveLength(4)
    const started = answers.find((answer) => answer.ok)
    await processRun(started?.ok ? started.runId : '', never)
    expect(await request(night.id)).toEqual({ ok: false, reason: 'already-rolled-back' })
  })

  it('once the history is gone, also when it goes while the undo waits', async () => {
    await testTemplate(district, header)
    const night = await deliver(district, file('1 Ada'))
    const started = await request(night.id)
    await db.run.update({ where: { id: night.id }, data: { historyGoneAt: new Date() } })
    await processRun(started.ok ? started.runId : '', never)
    expect(await read(started.ok ? started.runId : '')).toMatchObject({ failure: { reason: 'history-gone' } })
    expect(await studentsOf(district)).toEqual(['1 Ada'])
    expect(await request(night.id)).toEqual({ ok: false, reason: 'history-gone' })
  })
})
