// Which sources are visited by the clock, and when again after what came of it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { secondsFrom } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { emptyDatabase } from '@/lib/platform/test-database'
import { visitDueSources } from './due-sources'
import { nextAfterFailure, nextAfterSuccess, type Rhythm } from './next-turn'
import { updatePullSource } from './save-source'
import { preparePulls, sourceOf, testSite, turnOf, type Site } from './test-sources'

const password = { kind: 'password', password: 'x' } as const
let site: Site

beforeAll(preparePulls)
beforeEach(async () => {
  await emptyDatabase()
  // Nobody listens there.
  site = await testSite({ protocol: 'ftps', port: 1, signIn: password, schedule: { kind: 'every', minutes: 15 } })
})
afterAll(() => stopQueue())

const makeDue = () => db.pullSource.updateMany({ data: { nextTurnAt: new Date(Date.now() - 1000) } })
const turns = () => db.pullTurn.count()

describe('a source whose time has come', () => {
  it('is visited once, however many workers look', async () => {
    await makeDue()
    const queued = await Promise.all([1, 2, 3, 4].map(() => visitDueSources()))
    expect(queued.toSorted()).toEqual([0, 0, 0, 1])
    expect(await turns()).toBe(1)
    expect((await sourceOf(site)).nextTurnAt?.getTime()).toBeGreaterThan(Date.now())
  })

  it('is not visited a second time while a turn is open', async () => {
    await makeDue()
    await visitDueSources()
    await makeDue()
    expect(await visitDueSources()).toBe(0)
    expect(await turns()).toBe(1)
  })

  it('is not visited while it is paused, and is again when it goes on', async () => {
    await updatePullSource(site.accountId, site.source.id, { paused: true })
    expect((await sourceOf(site)).nextTurnAt).toBeNull()
    await makeDue()
    expect(await visitDueSources()).toBe(0)
    await updatePullSource(site.accountId, site.source.id, { paused: false })
    expect((await sourceOf(site)).nextTurnAt).toBeInstanceOf(Date)
  })

  it('is paused also when the template of a file it brings is gone', async () => {
    const { accountId, source } = site
    expect(await updatePullSource(accountId, source.id, { fileNames: ['students.csv'] })).toMatchObject({ ok: true })
    await db.template.updateMany({ data: { deletedAt: new Date() } })
    expect(await updatePullSource(accountId, source.id, { paused: true })).toMatchObject({ ok: true })
    expect((await sourceOf(site)).pausedAt).toBeInstanceOf(Date)
  })

  it('that is not due is left alone', async () => {
    expect(await visitDueSources()).toBe(0)
  })

  it('of a login that is switched off says so, and nobody is called', async () => {
    await db.transferLogin.updateMany({ data: { disabledAt: new Date() } })
    expect(await turnOf(site)).toMatchObject({ trouble: { reason: 'login-disabled' }, steps: [] })
  })

  it('that cannot be reached is tried again', async () => {
    expect(await turnOf(site)).toMatchObject({ trouble: { reason: 'unreachable' } })
    expect(await sourceOf(site)).toMatchObject({ failures: 1, toldReason: null })
  })
})

describe('the next time', () => {
  const at = new Date('2026-11-22T12:00:00Z')
  const rhythm = {
    schedule: { kind: 'times', times: ['05:00'], weekdays: [1, 2, 3, 4, 5, 6, 7] as number[] },
    timeZone: 'America/Chicago',
  } satisfies Rhythm
  const often = { schedule: { kind: 'every', minutes: 15 }, timeZone: 'America/Chicago' } satisfies Rhythm
  const later = (moment: Date | null) => ((moment?.getTime() ?? 0) - at.getTime()) / 1000

  it('is by the schedule, sooner for what is unfinished or passes, and an hour off at least where a person is needed', () => {
    const byClock = 23 * 3600
    expect(later(nextAfterSuccess(rhythm, at, false))).toBe(byClock)
    expect(later(nextAfterSuccess(rhythm, at, true))).toBe(120)
    const pauses = [1, 2, 3, 6, 50].map((failures) => later(nextAfterFailure(rhythm, at, 'unreachable', failures)))
    expect(pauses).toEqual([120, 240, 480, 3600, 3600])
    expect(later(nextAfterFailure(often, at, 'unreachable', 50))).toBe(900)
    expect(later(nextAfterFailure(rhythm, at, 'sign-in-refused', 1))).toBe(byClock)
    expect(nextAfterFailure(often, at, 'sign-in-refused', 1)?.getTime()).toBeGreaterThanOrEqual(
      secondsFrom(at, 3600).getTime(),
    )
  })
})
