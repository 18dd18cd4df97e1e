import { text } from 'node:stream/consumers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { naviance } from '@/lib/import-types/naviance'
import { db } from '@/lib/platform/db'
import { openStored, storedSize } from '@/lib/platform/files'
import { emptyDatabase } from '@/lib/platform/test-database'
import { deliver, prepareInstallation, testDistrict, testTemplate, type District } from '@/lib/runs/test-district'
import { coursePlansName, writeCoursePlans, writeDailyCoursePlans } from './course-plans'
import { outboxOfLogin, removeReply } from './outbox-file'

const plans = naviance.find(({ name }) => name.endsWith('/student-course-plans'))!
const header = 'Student_ID,Course_ID,Grade_Level,School_Year,Credits'
const mexico = { name: 'Distrito Ñandú', timeZone: 'America/Mexico_City' }

let district: District
beforeAll(prepareInstallation)
beforeEach(async () => {
  await emptyDatabase()
  district = await testDistrict()
})

/** The rows of a file of plans replace those before. */
async function plan(...rows: string[]): Promise<void> {
  await deliver(district, [header, ...rows, ''].join('\n'), { fileName: 'plans.csv' })
}

const templateOfPlans = () =>
  testTemplate(district, header, { importType: plans.name, fileName: 'plans.csv', mode: 'partial' })

describe('the name of a file of course plans', () => {
  it.each([
    ['2026-06-30T23:59:00-06:00', '2025-2026'],
    ['2026-07-01T00:00:00-06:00', '2026-2027'],
    ['2027-01-02T12:00:00-06:00', '2026-2027'],
  ])('at %s is that of the school year %s there, in plain letters', (moment, years) => {
    expect(coursePlansName(mexico, new Date(moment))).toBe(`NavianceStudentCoursePlansDistritoNandu_${years}.csv`)
  })
})

describe('course plans', () => {
  it('lie in the outbox as they stand in the roster, with every column, and stay when somebody tries to remove them', async () => {
    await templateOfPlans()
    await plan('00417,ART.2,10,2026-2027,0.5', '00418,=MAT,11,2026-2027,')
    const written = await writeCoursePlans(district)
    expect(written).toMatchObject({ ok: true })
    const [file] = await outboxOfLogin(district.transferLoginId)
    expect(file?.name).toMatch(/^NavianceStudentCoursePlans\w+_\d{4}-\d{4}\.csv$/)
    const [names, ...rows] = (await text(await openStored(file?.storageKey ?? ''))).trimEnd().split('\r\n')
    expect(names).toBe(plans.fields.map(({ name }) => name).join(','))
    expect(rows).toEqual([
      expect.stringMatching(/^00417,,ART\.2,.*0\.5,10,2026-2027/),
      expect.stringMatching(/^00418,,=MAT,.*,11,2026-2027/),
    ])
    expect(await removeReply(district.transferLoginId, file?.name ?? '')).toEqual({ ok: false, reason: 'not-a-reply' })
  })

  it('written anew take the place of those before, whose bytes are destroyed', async () => {
    await templateOfPlans()
    await plan('1,ART,10,2026-2027,')
    await writeCoursePlans(district)
    const [before] = await outboxOfLogin(district.transferLoginId)
    await plan('2,ART,10,2026-2027,')
    await Promise.all([writeCoursePlans(district), writeCoursePlans(district)])
    const there = await outboxOfLogin(district.transferLoginId)
    expect(there.map(({ name }) => name)).toEqual([before?.name])
    expect(await text(await openStored(there[0]?.storageKey ?? ''))).toContain('\r\n2,')
    expect(await storedSize(before?.storageKey ?? '')).toBeUndefined()
  })

  it('are not written where there are none, for another district, or for a login that rehearses', async () => {
    expect(await writeCoursePlans(district)).toEqual({ ok: false, reason: 'none' })
    const other = await testDistrict()
    const theirs = { accountId: other.accountId, transferLoginId: district.transferLoginId }
    expect(await writeCoursePlans(theirs)).toEqual({ ok: false, reason: 'unknown' })
  })

  it('go every day to the logins that get them, and to no other', async () => {
    await templateOfPlans()
    await plan('1,ART,10,2026-2027,')
    expect(await writeDailyCoursePlans()).toBe(0)
    await db.transferLogin.update({ where: { id: district.transferLoginId }, data: { getsCoursePlans: true } })
    expect(await writeDailyCoursePlans()).toBe(1)
  })

  it('of one district that cannot be written keep those of no other waiting', async () => {
    const other = await testDistrict()
    await templateOfPlans()
    await plan('1,ART,10,2026-2027,')
    district = other
    await templateOfPlans()
    await plan('2,ART,10,2026-2027,')
    await db.transferLogin.updateMany({ data: { getsCoursePlans: true } })
    const [first] = await db.transferLogin.findMany({ where: { getsCoursePlans: true } })
    await db.account.update({ where: { id: first?.accountId ?? '' }, data: { timeZone: 'Nowhere/None' } })
    expect(await writeDailyCoursePlans()).toBe(1)
  })
})
