// A file whose columns are not those of its template: what can be read is read and told, what cannot waits with the mapping
// that would read it. Nothing is blanked, nothing is lost.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deliveryById } from '@/lib/deliveries/delivery'
import { db, query } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { templateById } from '@/lib/templates/template'
import { updateTemplate } from '@/lib/templates/update-template'
import { approveRun, discardRun } from './answer-hold'
import { readColumnChanges } from './file-columns'
import { processDelivery } from './process-delivery'
import { runById, type Run } from './run'
import {
  deliver,
  issuesOf,
  lastRunOf,
  messagesOf,
  never,
  prepareInstallation,
  receive,
  rosterHash,
  testDistrict,
  testTemplate,
  type District,
} from './test-district'

const header = 'Student ID,First Name,Last Name,School ID,Email'
const rows = ['1,Ada,Reyes,012,ada@example.org', '2,Ben,Reyes,012,ben@example.org', '3,Cy,Reyes,012,cy@example.org']
const file = (names = header, ...lines: string[]) => [names, ...(lines.length > 0 ? lines : rows), ''].join('\n')
const renamed = header.replace('Student ID', 'Student_Number')

let district: District
let templateId: string
beforeAll(prepareInstallation)
afterAll(() => stopQueue())
beforeEach(async () => {
  district = await testDistrict()
  templateId = await testTemplate(district, header)
  await deliver(district, file())
})

const answerOf = (run: Run, of = district) => ({ accountId: of.accountId, runId: run.id, by: 'Dana Whitfield' })
const changesOf = (run: Run) => readColumnChanges(run.columnChanges).flatMap((one) => one.changes)
const versionNow = async () => (await templateById(district.accountId, templateId))?.version
async function goOn(run: Run): Promise<Run> {
  await processDelivery(run.deliveryId ?? '', never)
  return lastRunOf(run.deliveryId ?? '')
}
async function emails(): Promise<string[]> {
  const found = await query<{ text: string }>(
    `select concat_ws(' ', student_id, email) as text from roster.visitor_aware_students
     where account_id = $1 and state = 'active' order by student_id`,
    [district.accountId],
  )
  return found.map(({ text }) => text)
}
const allEmails = ['1 ada@example.org', '2 ben@example.org', '3 cy@example.org']

describe('a column that rows need and that is gone', () => {
  it('holds the file with the new mapping, tells it in words, keeps the file, and changes nothing', async () => {
    const before = await rosterHash(district)
    const run = await deliver(district, file(renamed))
    expect(run).toMatchObject({
      ...{ state: 'held', counts: { rows: 0 }, finishedAt: null },
      hold: { reason: 'columns', column: 'Student ID', count: 1, isProposed: true },
    })
    expect(changesOf(run)).toMatchObject([
      { kind: 'renamed', column: 'Student ID', to: 'Student_Number', isSure: true, isRequired: true },
    ])
    expect(await issuesOf(run)).toEqual([['header-column-missing', 1, 'Student ID']])
    expect(await rosterHash(district)).toBe(before)
    expect(await deliveryById(district.accountId, run.deliveryId ?? '')).toMatchObject({
      ...{ state: 'done', outcome: 'held', destroyAt: null },
      storageKey: expect.any(String) as string,
    })
    expect(await messagesOf(district)).toMatchObject([
      { kind: 'held', params: { hold: { reason: 'columns' }, columns: [{ file: 'students.csv', more: 0 }] } },
    ])
    expect(await versionNow()).toBe(1)
  })

  it('is imported once the mapping is accepted, which is the next version of the template; and the night after too', async () => {
    const held = await deliver(district, file(renamed, ...rows, '4,Di,Reyes,012,di@example.org'))
    expect(await approveRun({ ...answerOf(held), seenVersion: 1 })).toEqual({ ok: true })
    const run = await goOn(held)
    expect(run).toMatchObject({
      ...{ id: held.id, state: 'applied', templateVersion: 2, columnChanges: [] },
      counts: { rows: 4, added: 1, unchanged: 3, errors: 0, warnings: 0 },
      approval: { by: 'Dana Whitfield', columns: { answer: 'proposed', version: 2 } },
    })
    const version = await db.templateVersion.findFirstOrThrow({ where: { templateId, version: 2 } })
    expect(version.origin).toEqual({ kind: 'accepted-columns', runId: held.id })
    const again = await deliver(district, file(renamed, ...rows))
    expect(again).toMatchObject({ state: 'applied', templateVersion: 2, counts: { deactivated: 1, unchanged: 3 } })
  })

  it('is said to be changed back when the old name comes again', async () => {
    const held = await deliver(district, file(renamed))
    await approveRun(answerOf(held))
    await goOn(held)
    const back = await deliver(district, file())
    expect(back).toMatchObject({ state: 'held', hold: { reason: 'columns', isProposed: true } })
    expect(changesOf(back)).toMatchObject([
      { kind: 'renamed', column: 'Student_Number', to: 'Student ID', isSure: true, version: 1 },
    ])
    await approveRun(answerOf(back))
    expect(await goOn(back)).toMatchObject({ state: 'applied', templateVersion: 3 })
  })

  it('is left to a person where nothing surely stands in its place', async () => {
    const run = await deliver(district, file(header.replace('Student ID', 'Zeta')))
    expect(run).toMatchObject({ state: 'held', hold: { reason: 'columns', isProposed: false } })
    expect(await approveRun(answerOf(run))).toEqual({ ok: false, reason: 'columns-unclear' })
    expect(await runById(district.accountId, run.id)).toMatchObject({ state: 'held' })
  })

  it('approves nothing else: a file that would deactivate too much is held again', async () => {
    const settings = { thresholds: { deactivatedPercent: 10, changedPercent: 75, minRows: 1 } }
    await updateTemplate({ ...district, templateId, change: { settings } })
    const held = await deliver(district, file(renamed, rows[0] ?? ''))
    await approveRun(answerOf(held))
    expect(await goOn(held)).toMatchObject({ state: 'held', hold: { reason: 'deactivated', affected: 2 } })
    await approveRun(answerOf(held))
    expect(await goOn(held)).toMatchObject({ state: 'applied', counts: { deactivated: 2 } })
  })

  it('is no hold where another file came under the name', async () => {
    const run = await deliver(district, 'Course,Room\nAlgebra,7\n')
    expect(run).toMatchObject({ state: 'rejected', failure: { code: 'header-column-missing' } })
  })
})

describe('the answer to such a hold', () => {
  it('discard: the roster, the template and later files are as if it had not come', async () => {
    const before = await rosterHash(district)
    const run = await deliver(district, file(renamed))
    expect(await discardRun(answerOf(run))).toEqual({ ok: true })
    expect(await rosterHash(district)).toBe(before)
    expect(await versionNow()).toBe(1)
    expect(await deliver(district, file())).toMatchObject({ state: 'applied' })
  })

  it('is closed by the next good file', async () => {
    const held = await deliver(district, file(renamed))
    expect(await deliver(district, file(header, ...rows, '4,Di,Reyes,012,'))).toMatchObject({ state: 'applied' })
    expect(await runById(district.accountId, held.id)).toMatchObject({
      ...{ state: 'discarded', failure: { reason: 'superseded' } },
    })
    expect(await approveRun(answerOf(held))).toEqual({ ok: false, reason: 'not-held' })
  })

  it('is refused once the template was changed; the file is then read with the template as it is', async () => {
    const held = await deliver(district, file(renamed))
    expect(await approveRun({ ...answerOf(held), columns: 'template' })).toEqual({
      ...{ ok: false, reason: 'template-unchanged' },
    })
    const template = await templateById(district.accountId, templateId)
    const mapping = template!.mapping.map((one) => ({
      ...one,
      columns: one.columns.map((column) =>
        column.position === 0 ? { ...column, header: 'Student_Number', transforms: [] } : column,
      ),
    }))
    await updateTemplate({ ...district, templateId, change: { mapping } })
    expect(await approveRun(answerOf(held))).toEqual({ ok: false, reason: 'template-changed' })
    expect(await approveRun({ ...answerOf(held), columns: 'template', seenVersion: 7 })).toEqual({
      ...{ ok: false, reason: 'template-changed' },
    })
    expect(await approveRun({ ...answerOf(held), columns: 'template' })).toEqual({ ok: true })
    expect(await goOn(held)).toMatchObject({ state: 'applied', templateVersion: 2, counts: { unchanged: 3 } })
    expect(await versionNow()).toBe(2)
  })

  it('is refused for the older of two files, and once the template is deleted', async () => {
    const older = await deliver(district, file(renamed))
    const newer = await deliver(district, file(renamed, ...rows, '4,Di,Reyes,012,'))
    expect(await approveRun(answerOf(older))).toEqual({ ok: false, reason: 'newer-delivery' })
    await approveRun(answerOf(newer))
    expect(await goOn(newer)).toMatchObject({ state: 'applied', counts: { added: 1 } })
    expect(await runById(district.accountId, older.id)).toMatchObject({ state: 'discarded' })
    const last = await deliver(district, file())
    await db.template.update({ where: { id: templateId }, data: { deletedAt: new Date() } })
    expect(await approveRun(answerOf(last))).toEqual({ ok: false, reason: 'template-gone' })
  })

  it('waits for a file that has come and is not read yet', async () => {
    const held = await deliver(district, file(renamed))
    await receive(district, file(renamed, ...rows, '4,Di,Reyes,012,'))
    expect(await approveRun(answerOf(held))).toEqual({ ok: false, reason: 'newer-delivery' })
  })

  it('counts once: of many at the same time one makes one version', async () => {
    const held = await deliver(district, file(renamed))
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => approveRun(answerOf(held))),
      ...Array.from({ length: 4 }, () => discardRun(answerOf(held))),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'not-held')).toHaveLength(7)
    expect(await db.templateVersion.count({ where: { templateId } })).toBe(
      answers.slice(0, 4).some(({ ok }) => ok) ? 2 : 1,
    )
  })

  it('is refused to another district, whose own template stays as it is', async () => {
    const stranger = await testDistrict()
    const theirs = await testTemplate(stranger, header)
    const held = await deliver(district, file(renamed))
    expect(await approveRun(answerOf(held, stranger))).toEqual({ ok: false, reason: 'unknown' })
    await approveRun(answerOf(held))
    await goOn(held)
    expect((await templateById(stranger.accountId, theirs))?.version).toBe(1)
    expect(await deliver(stranger, file())).toMatchObject({ state: 'applied', columnChanges: [] })
  })
})

describe('a column that rows can do without', () => {
  const without = (line: string) => line.slice(0, line.lastIndexOf(','))
  const shorter = [header, ...rows].map(without)

  it('is told when it is gone, and blanks nothing, that night or when it is back', async () => {
    const run = await deliver(district, `${shorter.join('\n').replace('1,Ada', '1,Adah')}\n4,Di,Reyes,012\n`)
    expect(run).toMatchObject({ state: 'applied', counts: { added: 1, changed: 1, unchanged: 2, errors: 0 } })
    expect(await issuesOf(run)).toEqual([['header-column-left-out', 1, 'Email']])
    expect(changesOf(run)).toMatchObject([{ kind: 'missing', column: 'Email', isRequired: false }])
    expect(await emails()).toEqual([...allEmails, '4 '].map((text) => text.trim()))
    const back = await deliver(
      district,
      file(header, rows[0]?.replace('ada@', 'a@') ?? '', '2,Ben,Reyes,012,', rows[2] ?? ''),
    )
    expect(back).toMatchObject({ state: 'applied', counts: { changed: 2, unchanged: 1, deactivated: 1 } })
    expect(await emails()).toEqual(['1 a@example.org', '2', '3 cy@example.org'])
  })

  it('is told with what seems to stand in its place, which is not imported unasked', async () => {
    const run = await deliver(district, file(header.replace('Email', 'E-Mail Address')))
    expect(run).toMatchObject({ state: 'applied', counts: { unchanged: 3 } })
    expect(changesOf(run)).toMatchObject([{ kind: 'renamed', column: 'Email', to: 'E-Mail Address' }])
    expect(await emails()).toEqual(allEmails)
  })

  it.each([
    ['blank cells tonight, the column gone before', ['gone', 'blank'], ['1', '2', '3']],
    ['the column gone twice', ['gone', 'gone'], allEmails],
  ])('is never mistaken for blank cells: %s', async (_, nights, expected) => {
    for (const night of nights) {
      const blank = file(header, ...rows.map((line) => `${without(line)},`))
      await deliver(district, night === 'gone' ? `${shorter.join('\n')}\n` : blank)
    }
    expect(await emails()).toEqual(expected)
  })
})

it('two columns gone on two nights are told apart, however alike the rows look then', async () => {
  const own = await testDistrict()
  await testTemplate(own, 'Student ID,First Name,Last Name,Grade,School ID,Homeroom')
  await deliver(own, 'Student ID,First Name,Last Name,Grade,School ID,Homeroom\n1,Ada,Reyes,,01,\n')
  await deliver(own, 'Student ID,First Name,Last Name,Grade,School ID\n1,Ada,Reyes,01,01\n')
  const run = await deliver(own, 'Student ID,First Name,Last Name,School ID,Homeroom\n1,Ada,Reyes,01,01\n')
  expect(run).toMatchObject({ state: 'applied', counts: { changed: 1, unchanged: 0 } })
  const found = await query<{ grade: string; homeroom: string }>(
    'select grade, homeroom from roster.visitor_aware_students where account_id = $1',
    [own.accountId],
  )
  expect(found).toEqual([{ grade: '01', homeroom: '01' }])
})

describe('columns that are found all the same', () => {
  const cells = (line: string) => line.split(',')
  const moved = [header, ...rows].map((line) => [...cells(line).slice(1), cells(line)[0]].join(',')).join('\n')

  it('are told once when they moved', async () => {
    const first = await deliver(district, `${moved}\n`)
    expect(first).toMatchObject({ state: 'applied', counts: { unchanged: 3, warnings: 1 } })
    expect(await issuesOf(first)).toEqual([['header-column-order', 1, 'Student ID']])
    for (const name of ['Di', 'Ed']) {
      const later = await deliver(district, `${moved}\n${name},Reyes,012,,4\n`)
      expect(later).toMatchObject({ state: 'applied', counts: { warnings: 0 }, columnChanges: [] })
    }
  })

  it('hold the file where the order is strict, and the new places are proposed', async () => {
    await updateTemplate({ ...district, templateId, change: { settings: { columnMatching: 'strict-order' } } })
    const held = await deliver(district, `${moved}\n`)
    expect(held).toMatchObject({ state: 'held', hold: { reason: 'columns', column: 'Student ID', isProposed: true } })
    await approveRun(answerOf(held))
    expect(await goOn(held)).toMatchObject({ state: 'applied', counts: { unchanged: 3, errors: 0, warnings: 0 } })
    expect((await deliver(district, file())).state).toBe('held')
    expect((await deliver(district, `${moved}\n4,`)).state).toBe('applied')
  })

  it('are looked at only when the header gave cause', async () => {
    const run = await deliver(district, file(header, ...rows, '4,Di,Reyes,012,'))
    expect(run).toMatchObject({ state: 'applied', columnChanges: [], issueCounts: {} })
  })
})
