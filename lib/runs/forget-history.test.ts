import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db, query } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { forgetHistory, HISTORY_KEEP_DAYS } from './forget-history'
import type { Run } from './run'
import { startRollback } from './start-rollback'
import {
  deliver,
  prepareInstallation,
  studentFile as file,
  studentHeader as header,
  studentsOf,
  testDistrict,
  testTemplate,
  type District,
} from './test-district'

const DAY_MS = 86_400_000
let district: District
let templateId: string
let old: Run
beforeAll(prepareInstallation)
afterAll(() => stopQueue())
beforeEach(async () => {
  district = await testDistrict()
  templateId = await testTemplate(district, header)
  await deliver(district, file('1 Ada'))
  old = await deliver(district, file('1 Eve'))
})

const before = (days: number) => new Date(Date.now() - days * DAY_MS)
const set = (data: { finishedAt?: Date; historyDueAt?: Date }) => db.run.update({ where: { id: old.id }, data })
const read = () => db.run.findUniqueOrThrow({ where: { id: old.id } })
const kept = () => query('select from roster.changes where run_id = $1', [old.id])

describe('the history of a run', () => {
  it('goes when it has been found too old twice, a day apart, and not before', async () => {
    expect(await forgetHistory()).toBe(0)
    expect((await read()).historyDueAt).toBeNull()
    await set({ finishedAt: before(HISTORY_KEEP_DAYS + 2) })
    expect([await forgetHistory(), await forgetHistory()]).toEqual([0, 0])
    expect(await kept()).toHaveLength(1)
    await set({ historyDueAt: before(1.01) })
    expect(await forgetHistory()).toBe(1)
    expect(await kept()).toHaveLength(0)
    expect((await read()).historyGoneAt).not.toBeNull()
    expect(await forgetHistory()).toBe(0)
    const refused = await startRollback({ accountId: district.accountId, runId: old.id, by: 'Dana' })
    expect(refused).toEqual({ ok: false, reason: 'history-gone' })
  })

  it('stays when the clock was ahead and is right again', async () => {
    // Found too old by a clock ten years ahead.
    await set({ historyDueAt: before(-3650) })
    expect(await forgetHistory()).toBe(0)
    expect((await read()).historyDueAt).toBeNull()
    // Found too old long ago, by a clock that has been set back since.
    await set({ historyDueAt: before(2) })
    expect(await forgetHistory()).toBe(0)
    expect((await read()).historyDueAt).toBeNull()
    expect(await kept()).toHaveLength(1)
  })

  it('stays while the run is being undone', async () => {
    await startRollback({ accountId: district.accountId, runId: old.id, by: 'Dana' })
    await set({ finishedAt: before(HISTORY_KEEP_DAYS + 2), historyDueAt: before(2) })
    expect(await forgetHistory()).toBe(0)
    expect(await kept()).toHaveLength(1)
  })

  it('takes the snapshots with it that have not seen it, so that no change of others is passed over', async () => {
    await testTemplate(district, header, { fileName: 'other.csv', mode: 'partial' })
    const other = await deliver(district, file('1 Other'), { fileName: 'other.csv' })
    const past = { finishedAt: before(HISTORY_KEEP_DAYS + 2), historyDueAt: before(2) }
    await db.run.update({ where: { id: other.id }, data: past })
    expect(await forgetHistory()).toBe(1)
    expect(await query('select from roster.snapshots where template_id = $1', [templateId])).toEqual([])
    // Not the same bytes, and yet the same content as the template's last file.
    await deliver(district, `${header},Extra\n1,Eve,Reyes,012,x\n`)
    expect(await studentsOf(district)).toEqual(['1 Eve'])
  })
})
