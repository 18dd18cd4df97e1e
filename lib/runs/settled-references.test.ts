// A file whose rows refer to records that another file brings a little later.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { processRun } from './process'
import { processDelivery } from './process-delivery'
import type { Run } from './run'
import { issuesCsv, runIssues } from './run-issues'
import { settlementsOf } from './settled-issues'
import { startRollback } from './start-rollback'
import { deliver, messagesOf, never, prepareInstallation, receive, testDistrict, testTemplate } from './test-district'
import { lastRunOf, type District } from './test-district'

const DAY_MS = 86_400_000
const orgHeader = 'sourcedId,name,type'
const classHeader = 'sourcedId,title,classType,courseSourcedId,schoolSourcedId,termSourcedIds'
const orgs = (...rows: string[]) => [orgHeader, ...rows.map((row) => row.replace(' ', `,School,`)), ''].join('\n')
const classes = (...schools: string[]) =>
  [classHeader, ...schools.map((school, index) => `c${index},Art,scheduled,k1,${school},t1`), ''].join('\n')

let district: District
beforeAll(prepareInstallation)
afterAll(() => stopQueue())
beforeEach(async () => {
  district = await testDistrict()
  await testTemplate(district, orgHeader, { importType: 'oneroster-1.1/orgs', fileName: 'orgs.csv' })
  await testTemplate(district, classHeader, { importType: 'oneroster-1.1/classes', fileName: 'classes.csv' })
})

const deliverOrgs = (...rows: string[]) => deliver(district, orgs(...rows), { fileName: 'orgs.csv' })
const deliverClasses = (...schools: string[]) => deliver(district, classes(...schools), { fileName: 'classes.csv' })

async function undo(runId: string): Promise<string> {
  const started = await startRollback({ ...district, runId, by: 'a test' })
  if (!started.ok) throw new Error(started.reason)
  await processRun(started.runId, never)
  return started.runId
}

/** Code, value, and whether it is settled, of each warning of a run. */
async function warningsOf(run: Run): Promise<unknown[]> {
  const issues = await runIssues(run.id, { severity: 'warning' })
  return issues.map(({ code, value, settledAt }) => [code, value, settledAt !== null])
}

/** Value and moment of settlement, as the CSV of all issues has them. */
async function listedOf(run: Run): Promise<string[]> {
  let text = ''
  for await (const piece of issuesCsv(run, 'en')) text += piece
  const lines = text.trimEnd().split('\r\n').slice(1)
  return lines.map((line) => `${/value-reference,(.*?),/.exec(line)?.[1]} ${/,([^,]*)$/.exec(line)?.[1]}`.trim())
}

describe('a reference to a record that is not there', () => {
  it('is settled by the run that brings the record, which is named; the counts stay, and nobody is told again', async () => {
    await deliverOrgs('north school')
    const run = await deliverClasses('west', 'north', 'east', 'west')
    expect(await warningsOf(run)).toEqual([
      ['value-reference', 'west', false],
      ['value-reference', 'east', false],
    ])
    expect(await settlementsOf(run.id)).toEqual([])
    const told = await messagesOf(district)

    const later = await deliverOrgs('north school', 'west school')
    expect(await warningsOf(run)).toEqual([
      ['value-reference', 'west', true],
      ['value-reference', 'east', false],
    ])
    const at = (await runIssues(run.id))[0]?.settledAt?.toISOString()
    expect(await listedOf(run)).toEqual([`west ${at}`, 'east'])
    const { id, finishedAt } = later
    expect(await settlementsOf(run.id)).toEqual([{ count: 1, run: { id, fileName: 'orgs.csv', finishedAt } }])
    expect(await lastRunOf(run.deliveryId ?? '')).toMatchObject({ counts: { warnings: 2 } })
    expect(await messagesOf(district)).toEqual(told)
  })

  it('is settled in the file of all issues, too, which was written before', async () => {
    await deliverOrgs('north school')
    const many = Array.from({ length: 10_001 }, (_, index) => `s${index}`)
    const withError = classes(...many).replace('c9999,Art', 'c9999,')
    const run = await deliver(district, withError, { fileName: 'classes.csv' })
    expect(run.issueListKey).not.toBeNull()
    await deliverOrgs('north school', 's7 school')
    const listed = await listedOf(run)
    const at = (await runIssues(run.id)).find(({ value }) => value === 's7')?.settledAt?.toISOString()
    expect(at).toBeDefined()
    expect(listed.filter((line) => line.includes(' '))).toEqual([`s7 ${at}`])
  })

  it('of another kind than is meant is settled when its record becomes of that kind', async () => {
    await deliverOrgs('north school', 'west district')
    const run = await deliverClasses('west')
    expect(await warningsOf(run)).toEqual([['value-reference-kind', 'west', false]])
    await deliverOrgs('north school', 'west department')
    expect(await warningsOf(run)).toEqual([['value-reference-kind', 'west', false]])
    await deliverOrgs('north school', 'west school')
    expect(await warningsOf(run)).toEqual([['value-reference-kind', 'west', true]])
  })

  it('stays open when another district brings a record of that name, or when the run is long past', async () => {
    await deliverOrgs('north school')
    const run = await deliverClasses('west')
    const own = district
    district = await testDistrict()
    await testTemplate(district, orgHeader, { importType: 'oneroster-1.1/orgs', fileName: 'orgs.csv' })
    await deliverOrgs('west school')
    expect(await warningsOf(run)).toEqual([['value-reference', 'west', false]])
    district = own
    await db.run.update({ where: { id: run.id }, data: { finishedAt: new Date(Date.now() - 8 * DAY_MS) } })
    await deliverOrgs('north school', 'west school')
    expect(await warningsOf(run)).toEqual([['value-reference', 'west', false]])
  })

  it('is open again when the run that brought the record is undone, and settled again when that is undone', async () => {
    await deliverOrgs('north school')
    const run = await deliverClasses('west')
    const later = await deliverOrgs('north school', 'west school')
    const undone = await undo(later.id)
    expect(await warningsOf(run)).toEqual([['value-reference', 'west', false]])
    await undo(undone)
    expect(await warningsOf(run)).toEqual([['value-reference', 'west', true]])
    expect(await settlementsOf(run.id)).toMatchObject([{ count: 1, run: { id: later.id } }])
  })

  it('is never missed when both files are imported at the same time', async () => {
    await deliverOrgs('north school')
    for (let round = 0; round < 6; round++) {
      const names = Array.from({ length: round + 1 }, (_, index) => `new${index}`)
      const first = await receive(district, classes('north', ...names), { fileName: 'classes.csv' })
      const second = await receive(district, orgs('north school', ...names.map((name) => `${name} school`)), {
        fileName: 'orgs.csv',
      })
      const both = [first, second].map(({ delivery }) => processDelivery(delivery.id, never))
      await Promise.all(round % 2 === 0 ? both : both.reverse())
      const warnings = await warningsOf(await lastRunOf(first.delivery.id))
      expect(warnings.filter((warning) => (warning as unknown[])[2] === false)).toEqual([])
    }
  })
})
