import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deliveryById } from '@/lib/deliveries/delivery'
import { processAgain } from '@/lib/deliveries/process-again'
import { db } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { approveRun, discardRun } from './answer-hold'
import { expireHolds } from './expire-holds'
import { processDelivery } from './process-delivery'
import { runById, type Run } from './run'
import {
  deliver,
  lastRunOf,
  messagesOf,
  never,
  prepareInstallation,
  receive,
  rosterHash,
  studentFile as file,
  studentHeader as header,
  studentsOf,
  testDistrict,
  testTemplate,
  type District,
} from './test-district'

const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `${from + index} Ada`)
const strict = { thresholds: { deactivatedPercent: 10, changedPercent: 50, minRows: 2 } }

let district: District
beforeAll(prepareInstallation)
afterAll(() => stopQueue())
beforeEach(async () => {
  district = await testDistrict()
})

/** A run that is held because three of ten students have gone. */
async function heldRun(settings = {}): Promise<Run> {
  await testTemplate(district, header, { ...strict, ...settings })
  await deliver(district, file(...ids(10, 20)))
  return deliver(district, file(...ids(10, 17)))
}
const answerOf = (run: Run) => ({ accountId: district.accountId, runId: run.id, by: 'Dana Whitfield' })
const outcomeOf = async (run: Run) => (await deliveryById(district.accountId, run.deliveryId ?? ''))?.outcome

describe('a run that would change too much', () => {
  it('is held with its reason, tells so, keeps its file, and changes nothing', async () => {
    await testTemplate(district, header, strict)
    await deliver(district, file(...ids(10, 20)))
    const before = await rosterHash(district)
    const run = await deliver(district, file(...ids(10, 17)))
    expect(run).toMatchObject({
      state: 'held',
      hold: { reason: 'deactivated', affected: 3, activeBefore: 10, percent: 30, limitPercent: 10 },
      counts: { rows: 7, unchanged: 7, deactivated: 3 },
    })
    expect(await rosterHash(district)).toBe(before)
    expect(await messagesOf(district)).toMatchObject([{ kind: 'held', params: { hold: { reason: 'deactivated' } } }])
    const delivery = await deliveryById(district.accountId, run.deliveryId ?? '')
    expect(delivery).toMatchObject({
      state: 'done',
      outcome: 'held',
      destroyAt: null,
      storageKey: expect.any(String) as string,
    })
  })

  it('is held too when the file has no row at all, however small the district', async () => {
    await testTemplate(district, header)
    await deliver(district, file('1 Ada', '2 Ben'))
    const run = await deliver(district, file())
    expect(run).toMatchObject({ state: 'held', hold: { reason: 'no-rows', activeBefore: 2 } })
    expect(run.issueCounts).toEqual({ 'file-no-rows': 1 })
    expect(await studentsOf(district)).toEqual(['1 Ada', '2 Ben'])
  })

  it('is not held when the file has no row and neither has the roster', async () => {
    await testTemplate(district, header)
    expect(await deliver(district, file())).toMatchObject({ state: 'applied', issueCounts: { 'file-no-rows': 1 } })
  })
})

describe('the answer to a hold', () => {
  it('approve: the run is applied, and knows who let it through', async () => {
    const run = await heldRun()
    expect(await approveRun(answerOf(run))).toEqual({ ok: true })
    await processDelivery(run.deliveryId ?? '', never)
    expect(await lastRunOf(run.deliveryId ?? '')).toMatchObject({
      ...{ id: run.id, state: 'applied', approval: { by: 'Dana Whitfield', counts: { deactivated: 3 } } },
      counts: { deactivated: 3 },
    })
    expect(await studentsOf(district)).toHaveLength(10)
    expect((await studentsOf(district)).filter((student) => student.endsWith('inactive'))).toHaveLength(3)
    expect(await outcomeOf(run)).toBe('imported')
  })

  it('discard: the roster stays, and the file is destroyed', async () => {
    const run = await heldRun()
    const before = await rosterHash(district)
    expect(await discardRun(answerOf(run))).toEqual({ ok: true })
    const after = await runById(district.accountId, run.id)
    expect(after).toMatchObject({ state: 'discarded', failure: { reason: 'discarded', by: 'Dana Whitfield' } })
    const delivery = await deliveryById(district.accountId, run.deliveryId ?? '')
    expect(delivery).toMatchObject({ state: 'done', outcome: 'discarded', storageKey: null })
    expect(await rosterHash(district)).toBe(before)
  })

  it('counts once: of many answers at the same time exactly one wins', async () => {
    const run = await heldRun()
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => approveRun(answerOf(run))),
      ...Array.from({ length: 4 }, () => discardRun(answerOf(run))),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'not-held')).toHaveLength(7)
  })

  it('is refused for a run of another district and for one that is not held', async () => {
    const run = await heldRun()
    const stranger = await testDistrict()
    expect(await approveRun({ ...answerOf(run), accountId: stranger.accountId })).toEqual({
      ok: false,
      reason: 'unknown',
    })
    expect(await discardRun({ ...answerOf(run), accountId: stranger.accountId })).toEqual({
      ok: false,
      reason: 'unknown',
    })
    await discardRun(answerOf(run))
    expect(await approveRun(answerOf(run))).toEqual({ ok: false, reason: 'not-held' })
    expect(await processAgain(district.accountId, run.deliveryId ?? '')).toEqual({ ok: false, reason: 'file-gone' })
  })

  it('is asked for again when the change has grown since', async () => {
    const run = await heldRun()
    await approveRun(answerOf(run))
    // Meanwhile another file changed four of the records.
    await testTemplate(district, header, { fileName: 'others.csv', mode: 'partial' })
    await deliver(district, file('10 Eve', '11 Eve', '12 Eve', '13 Eve'), { fileName: 'others.csv' })
    await processDelivery(run.deliveryId ?? '', never)
    const again = await lastRunOf(run.deliveryId ?? '')
    expect(again).toMatchObject({ id: run.id, state: 'held', approval: null, counts: { changed: 4, deactivated: 3 } })
    expect(await outcomeOf(run)).toBe('held')
    expect((await messagesOf(district)).map(({ kind }) => kind)).toEqual(['held', 'held'])
    await approveRun(answerOf(run))
    await processDelivery(run.deliveryId ?? '', never)
    expect(await lastRunOf(run.deliveryId ?? '')).toMatchObject({ state: 'applied' })
  })

  it('given late leaves alone what a newer file says, and the same file sent again says it anew', async () => {
    await testTemplate(district, header, { ...strict, mode: 'partial' })
    await deliver(district, file('1 Ada', '2 Ada', '3 Ada'))
    const changes = file('1 Cy', '2 Cy', '3 Cy')
    const held = await deliver(district, changes)
    await deliver(district, file('1 Eve'))
    await approveRun(answerOf(held))
    await processDelivery(held.deliveryId ?? '', never)
    expect(await studentsOf(district)).toEqual(['1 Eve', '2 Cy', '3 Cy'])
    await deliver(district, changes)
    expect(await studentsOf(district)).toEqual(['1 Cy', '2 Cy', '3 Cy'])
  })

  it('is no longer wanted after thirty days: the hold closes itself and the file is destroyed', async () => {
    const run = await heldRun()
    expect(await expireHolds()).toBe(0)
    await db.run.update({ where: { id: run.id }, data: { startedAt: new Date(Date.now() - 31 * 86_400_000) } })
    expect(await expireHolds()).toBe(1)
    const after = await runById(district.accountId, run.id)
    expect(after).toMatchObject({ state: 'discarded', failure: { reason: 'expired', days: 30 } })
    expect(await deliveryById(district.accountId, run.deliveryId ?? '')).toMatchObject({ storageKey: null })
    expect(await approveRun(answerOf(run))).toEqual({ ok: false, reason: 'not-held' })
  })
})

describe('a newer file of the same template', () => {
  it('closes the hold of an older one when it is applied', async () => {
    const held = await heldRun()
    const newer = await deliver(district, file(...ids(10, 21)))
    expect(newer.state).toBe('applied')
    expect(await runById(district.accountId, held.id)).toMatchObject({
      state: 'discarded',
      failure: { reason: 'superseded' },
    })
    const delivery = await deliveryById(district.accountId, held.deliveryId ?? '')
    expect(delivery).toMatchObject({ state: 'done', outcome: 'superseded', storageKey: null })
  })

  it('leaves the hold open while it is held or rejected itself', async () => {
    const held = await heldRun()
    expect((await deliver(district, file())).state).toBe('held')
    expect((await deliver(district, '<html>')).state).toBe('rejected')
    expect((await runById(district.accountId, held.id))?.state).toBe('held')
  })

  it('keeps an older one from being applied after it', async () => {
    await testTemplate(district, header)
    const older = await receive(district, file('1 Old'))
    await deliver(district, file('1 New'))
    const before = await rosterHash(district)
    await processDelivery(older.delivery.id, never)
    const run = await lastRunOf(older.delivery.id)
    expect(run).toMatchObject({ state: 'discarded', failure: { reason: 'superseded' } })
    expect(await outcomeOf(run)).toBe('superseded')
    expect(await rosterHash(district)).toBe(before)
  })

  it('does not overtake an older one of a partial template, but what it changed stays', async () => {
    await testTemplate(district, header, { mode: 'partial' })
    await deliver(district, file('1 Ada', '2 Ben'))
    const older = await receive(district, file('1 Old', '2 Old'))
    await deliver(district, file('1 New'))
    await processDelivery(older.delivery.id, never)
    expect(await lastRunOf(older.delivery.id)).toMatchObject({ state: 'applied', counts: { changed: 1, unchanged: 1 } })
    expect(await studentsOf(district)).toEqual(['1 New', '2 Old'])
  })
})
