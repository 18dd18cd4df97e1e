// A run with more issues than are stored one by one has a file of all of them.
import { readdirSync, rmSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db, query } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { stopQueue } from '@/lib/platform/queue'
import { ISSUES_STORED_MAX } from './issue-log'
import { destroyIssueLists } from './issue-list'
import { processDelivery } from './process-delivery'
import { issuesCsv } from './run-issues'
import type { Run } from './run'
import { deliver, lastRunOf, never, prepareInstallation, receive, testDistrict, testTemplate } from './test-district'
import type { District } from './test-district'

const HOUR_MS = 3_600_000
const header = 'Student ID,First Name,Last Name,School ID,Email'
const badRow = (id: number) => `${id},=Ada,Reyes,012,ada\u2028lovelace${id}`
/** One more than are stored. */
const tooMany = [header, ...Array.from({ length: ISSUES_STORED_MAX + 1 }, (_, index) => badRow(index + 1)), ''].join(
  '\n',
)

const folder = path.join(env().dataDir, 'spills')
const files = () => readdirSync(folder)

let district: District
beforeAll(prepareInstallation)
afterAll(() => stopQueue())
beforeEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  district = await testDistrict()
  await testTemplate(district, header)
})

async function csvOf(run: Run): Promise<string[]> {
  let text = ''
  for await (const piece of issuesCsv(run, 'en')) text += piece
  return text.trimEnd().split('\r\n')
}

function makeOld(hours: number): void {
  const then = new Date(Date.now() - hours * HOUR_MS)
  for (const name of files()) utimesSync(path.join(folder, name), then, then)
}

describe('the list of all issues', () => {
  it('holds every one of them where fewer are stored, in the words and with the masks of the others', async () => {
    const run = await deliver(district, tooMany)
    expect(run).toMatchObject({ state: 'applied', counts: { errors: ISSUES_STORED_MAX + 1 } })
    expect(await db.runIssue.count({ where: { runId: run.id } })).toBe(ISSUES_STORED_MAX)
    const lines = await csvOf(run)
    expect(lines).toHaveLength(1 + ISSUES_STORED_MAX + 1)
    const stored = await csvOf({ ...run, issueListKey: null })
    expect(lines.slice(0, -1)).toEqual(stored)
    expect(lines.at(-1)).toContain(`students.csv,${ISSUES_STORED_MAX + 2},Email,Email,error,value-email,`)
  })

  it('is not made for a short list, which comes as it is stored', async () => {
    const run = await deliver(district, [header, badRow(1), ''].join('\n'))
    expect(run.issueListKey).toBeNull()
    expect(() => files()).toThrow()
    expect(await csvOf(run)).toHaveLength(2)
  })

  it('is destroyed with a try that breaks, and made anew by the next', async () => {
    // The first file of all is written straight into the table.
    await deliver(district, [header, '0,Ada,Reyes,012,ada@example.org', ''].join('\n'))
    const { delivery } = await receive(district, tooMany)
    await query('alter table roster.visitor_aware_students rename to elsewhere')
    await expect(processDelivery(delivery.id, never)).rejects.toThrow('visitor_aware_students')
    await query('alter table roster.elsewhere rename to visitor_aware_students')
    expect(files()).toEqual([])
    await processDelivery(delivery.id, never)
    expect(files()).toEqual([(await lastRunOf(delivery.id)).issueListKey])
  })

  it('that no run names is destroyed once it is old: a killed worker left it, or a later try has its own', async () => {
    const run = await deliver(district, tooMany)
    await query('update runs set issue_list_key = null where id = $1', [run.id])
    const named = await deliver(district, tooMany.replace('Reyes', 'Rey'))
    expect(files()).toHaveLength(2)
    expect(await destroyIssueLists()).toBe(0)
    makeOld(9)
    expect(await destroyIssueLists()).toBe(1)
    expect(files()).toEqual([named.issueListKey])
  })

  it('is destroyed after thirty days; the issues stored one by one stay', async () => {
    const run = await deliver(district, tooMany)
    const then = new Date(Date.now() - 31 * 24 * HOUR_MS)
    await db.run.update({ where: { id: run.id }, data: { finishedAt: then } })
    expect(await destroyIssueLists()).toBe(1)
    expect(files()).toEqual([])
    expect(await db.run.findUnique({ where: { id: run.id } })).toMatchObject({ issueListKey: null })
    // Somebody who read the run before is served what is there.
    expect(await csvOf(run)).toHaveLength(1 + ISSUES_STORED_MAX)
  })
})
