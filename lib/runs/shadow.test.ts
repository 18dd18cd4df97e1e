// A candidate beside the version in use: it sees every delivery, says exactly what it would do otherwise, and does nothing.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { runDifferences } from '@/lib/roster/run-differences'
import { runChanges } from '@/lib/roster/run-changes'
import { dropShadow, promoteShadow, shadowOf, startShadow } from '@/lib/templates/shadow'
import { settingsFrom, type SettingsChange } from '@/lib/templates/settings-change'
import { templateById } from '@/lib/templates/template'
import { updateTemplate } from '@/lib/templates/update-template'
import { processRun } from './process'
import { listRuns, type Run } from './run'
import {
  deliver,
  messagesOf,
  never,
  prepareInstallation,
  rosterHash,
  studentFile,
  studentHeader,
  studentsOf,
  testDistrict,
  testTemplate,
  type District,
} from './test-district'
import { differencesOf, rowsOf, studentMapping } from './test-replay'

let district: District
let templateId: string
beforeAll(prepareInstallation)
afterAll(() => stopQueue())
beforeEach(async () => {
  district = await testDistrict()
  templateId = await testTemplate(district, studentHeader)
})

const swapped = studentMapping({ 'First Name': 'Last Name', 'Last Name': 'First Name' })

async function start(mapping = swapped, settings: SettingsChange = {}) {
  const shadow = await startShadow({ ...district, templateId, mapping, settings: settingsFrom(settings) })
  if (!shadow) throw new Error('no shadow')
  return shadow
}

const shadowRuns = () => listRuns({ accountId: district.accountId, templateId, purposes: ['shadow'] })

/** The shadow run of the last delivery, processed to its end. */
async function shadowRun(): Promise<Run> {
  const [queued] = await shadowRuns()
  if (!queued) throw new Error('no shadow run')
  await processRun(queued.id, never)
  const [run] = await shadowRuns()
  if (!run) throw new Error('no shadow run')
  return run
}

describe('a candidate', () => {
  it('runs beside every delivery, after it, and changes nothing', async () => {
    await deliver(district, studentFile('s1 Ana', 's2 Reyes'))
    expect(await shadowRuns()).toEqual([])
    const { version } = await start()
    const live = await deliver(district, studentFile('s1 Bea', 's2 Reyes'))
    expect(live).toMatchObject({ state: 'applied', templateVersion: 1, counts: { changed: 1 } })
    const before = await rosterHash(district)
    const shadow = await shadowRun()
    expect(shadow).toMatchObject({ state: 'checked', purpose: 'shadow', templateVersion: version, comparedVersion: 1 })
    expect(rowsOf(shadow)).toMatchObject({ asBefore: 1, differs: 1 })
    expect(await rosterHash(district)).toBe(before)
    expect(await studentsOf(district)).toEqual(['s1 Bea', 's2 Reyes'])
    // What would change in the roster is what the candidate would have done otherwise.
    expect((await runChanges(shadow.id)).items).toMatchObject([
      { kind: 'changed', key: 's1', before: { 'First Name': 'Bea' }, after: { 'First Name': 'Reyes' } },
    ])
  })

  it('has the bytes kept until it has read them, and destroyed then', async () => {
    await start()
    const live = await deliver(district, studentFile('s1 Ana'))
    const delivery = () => db.delivery.findUniqueOrThrow({ where: { id: live.deliveryId ?? '' } })
    expect((await delivery()).storageKey).not.toBeNull()
    await shadowRun()
    expect(await delivery()).toMatchObject({ storageKey: null, state: 'done', outcome: 'imported' })
  })

  it('that says the same of every row tells nobody', async () => {
    await start(studentMapping())
    await deliver(district, studentFile('s1 Ana'))
    expect(rowsOf(await shadowRun())).toMatchObject({ asBefore: 1, different: 0 })
    expect(await messagesOf(district)).toEqual([])
  })

  it('that says something else tells it once a night, without a value of a cell', async () => {
    await start()
    for (const name of ['Ana', 'Bea']) {
      await deliver(district, studentFile(`s1 ${name}`))
      await shadowRun()
    }
    const messages = await messagesOf(district)
    expect(messages).toMatchObject([{ kind: 'shadow-differs', params: { differs: 1, asBefore: 0, refused: 'no' } }])
    expect(JSON.stringify(messages)).not.toMatch(/Ana|Bea/)
  })

  it('is compared as if the live run had not been: departures, and fields that only one of the two fills', async () => {
    await deliver(district, studentFile('s1 Ana', 's2 Ben', 's3 Cho'))
    await start(studentMapping({ 'First Name': null }).map(withFirstName), { mode: 'partial' })
    await deliver(district, studentFile('s1 Ada', 's2 Ben', 's4 Dan'))
    const shadow = await shadowRun()
    expect((await differencesOf(shadow.id)).map(([kind, line, key]) => [kind, line, key])).toEqual([
      ['no-longer-deactivated', null, 's3'],
      ['differs', 2, 's1'],
      ['differs', 3, 's2'],
      ['differs', 4, 's4'],
    ])
    expect(rowsOf(shadow)).toMatchObject({ asBefore: 0, 'newly-deactivated': 0 })
  })

  it('that refuses the file as a whole leaves the live import alone, and is told', async () => {
    const renamed = studentMapping().map((file) => ({
      ...file,
      columns: file.columns.map((column) => (column.header === 'School ID' ? { ...column, header: 'Campus' } : column)),
    }))
    await start(renamed)
    expect(await deliver(district, studentFile('s1 Ana'))).toMatchObject({ state: 'applied' })
    expect(await shadowRun()).toMatchObject({ state: 'rejected', comparison: { refusedBefore: false } })
    expect(await messagesOf(district)).toMatchObject([{ kind: 'shadow-differs', params: { refused: 'candidate' } }])
  })

  it('also sees a file that the live run refuses or holds', async () => {
    await start()
    const refused = await deliver(district, 'Student ID,First Name\ns1,Ana\n')
    expect(refused.state).not.toBe('applied')
    expect((await shadowRun()).comparison).toMatchObject({ refusedBefore: true })
  })

  it('whose worker dies again and again is given up, and the live run stays as it was', async () => {
    await start()
    const live = await deliver(district, studentFile('s1 Ana'))
    const before = await rosterHash(district)
    const [queued] = await shadowRuns()
    await db.run.update({ where: { id: queued?.id ?? '' }, data: { state: 'reading', attempts: 3 } })
    expect(await shadowRun()).toMatchObject({ state: 'rejected', failure: { reason: 'unsafe' } })
    const [after] = await listRuns({ deliveryId: live.deliveryId ?? '' })
    expect(after).toMatchObject({ id: live.id, state: 'applied' })
    expect(await rosterHash(district)).toBe(before)
    expect(await runDifferences(queued?.id ?? '')).toEqual([])
  })
})

const withFirstName = (file: ReturnType<typeof studentMapping>[number]) => ({
  ...file,
  constants: { 'First Name': 'X' },
})

describe('promoting and dropping', () => {
  it('puts the candidate in use as the next version, once', async () => {
    const { version } = await start(swapped, { mode: 'partial' })
    expect(await templateById(district.accountId, templateId)).toMatchObject({ version: 1 })
    const answers = await Promise.all([1, 2].map(() => promoteShadow({ ...district, templateId })))
    expect(answers.map(({ ok }) => ok).toSorted()).toEqual([false, true])
    const template = await templateById(district.accountId, templateId)
    expect(template).toMatchObject({ version: version + 1, settings: { mode: 'partial' }, mapping: swapped })
    expect(await shadowOf(district.accountId, templateId)).toBeNull()
    expect((await deliver(district, studentFile('s1 Ana'))).templateVersion).toBe(version + 1)
    expect(await shadowRuns()).toEqual([])
  })

  it('is refused where another candidate stands than the one that was seen', async () => {
    const { version } = await start()
    const other = await start(swapped, { mode: 'partial' })
    const promote = (ifVersion: number) => promoteShadow({ ...district, templateId, ifVersion })
    expect(await promote(version)).toEqual({ ok: false, reason: 'changed-meanwhile' })
    expect(await shadowOf(district.accountId, templateId)).toMatchObject({ version: other.version })
    expect(await templateById(district.accountId, templateId)).toMatchObject({ version: 1 })
    expect(await promote(other.version)).toMatchObject({ ok: true, template: { settings: { mode: 'partial' } } })
  })

  it('keeps the file name the template is bound to by now', async () => {
    await start()
    await updateTemplate({ ...district, templateId, change: { fileName: 'pupils.csv' } })
    expect(await promoteShadow({ ...district, templateId })).toMatchObject({
      ...{ ok: true, template: { fileName: 'pupils.csv', mapping: [{ name: 'pupils.csv' }] } },
    })
  })

  it('gives the candidate up, and leaves the version in use as it is', async () => {
    await start()
    expect(await dropShadow(district.accountId, templateId)).toMatchObject({ ok: true, template: { version: 1 } })
    expect(await dropShadow(district.accountId, templateId)).toEqual({ ok: false, reason: 'no-shadow' })
    await deliver(district, studentFile('s1 Ana'))
    expect(await shadowRuns()).toEqual([])
  })

  it('is refused to another account', async () => {
    await start()
    const { accountId } = await testDistrict()
    expect(await promoteShadow({ accountId, templateId })).toEqual({ ok: false, reason: 'not-found' })
    expect(await dropShadow(accountId, templateId)).toEqual({ ok: false, reason: 'not-found' })
    expect(await shadowOf(accountId, templateId)).toBeNull()
    const theirs = { accountId, templateId, mapping: swapped, settings: settingsFrom() }
    expect(await startShadow(theirs)).toBeNull()
  })
})
