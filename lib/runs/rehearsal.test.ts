// What is sent over a rehearsal login is never applied, whatever is tried: the roster stays as it is to the last byte.
import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { latestDeliveries } from '@/lib/deliveries/latest-deliveries'
import { processAgain } from '@/lib/deliveries/process-again'
import { createImportJob } from '@/lib/import-jobs/create-import-job'
import { db, inTransaction } from '@/lib/platform/db'
import { emptyDatabase } from '@/lib/platform/test-database'
import { createTemplate } from '@/lib/templates/create-template'
import { settingsFrom } from '@/lib/templates/settings-change'
import { approveRun, discardRun } from './answer-hold'
import { processDelivery } from './process-delivery'
import { listRuns } from './run'
import { startReplay } from './start-replay'
import { startRollback } from './start-rollback'
import {
  deliver,
  lastRunOf,
  mappingOf,
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
import { lastReply } from './test-replies'

let district: District
let rehearsal: District
let templateId: string

beforeAll(prepareInstallation)
beforeEach(async () => {
  await emptyDatabase()
  district = await testDistrict()
  rehearsal = { accountId: district.accountId, transferLoginId: await rehearsalLogin(district) }
  templateId = await testTemplate(district, studentHeader, { keepDays: 5 })
})

async function rehearsalLogin({ accountId, transferLoginId }: District): Promise<string> {
  const id = randomUUID()
  const names = { name: 'try', sftpUserName: `try_admin_${id}_tx`, ftpsUserName: `try.admin.${id}.tx` }
  const data = { id, accountId, passwordHash: 'x', rehearsesId: transferLoginId, ...names }
  return (await db.transferLogin.create({ data })).id
}

/** Does something, and proves that nothing of the roster or its history was touched. */
async function leavesTheRosterAlone<T>(work: () => Promise<T>): Promise<T> {
  const before = await rosterHash(district)
  const done = await work()
  expect(await rosterHash(district)).toBe(before)
  return done
}

describe('a file of a rehearsal login', () => {
  it('is checked with the template of the login it rehearses, and answered by reply, e-mail and run', async () => {
    const run = await leavesTheRosterAlone(() => deliver(rehearsal, `${studentFile('1 Ada', '2 Ben')}3,,Reyes,012\n`))
    expect(run).toMatchObject({ state: 'checked', purpose: 'rehearsal', templateId, counts: { added: 2, rejected: 1 } })
    expect((await lastReply(rehearsal)).rows[1]?.[4]).toMatch(
      /^Rehearsal: .*nothing was applied.*2 added.*1 row rejected/,
    )
    expect((await messagesOf(district)).map(({ kind }) => kind)).toEqual(['rehearsed'])
    expect(await db.delivery.findMany()).toMatchObject([{ state: 'done', outcome: 'rehearsed', isRehearsal: true }])
  })

  it('is answered also where its login wants no replies', async () => {
    await db.transferLogin.update({ where: { id: rehearsal.transferLoginId }, data: { replyFiles: 'none' } })
    await deliver(rehearsal, studentFile('1 Ada'))
    expect((await lastReply(rehearsal)).rows).toHaveLength(2)
  })

  it('is told apart from the records there are, which stay, even if it would deactivate all of them', async () => {
    await deliver(district, studentFile('1 Ada', '2 Ben'))
    const run = await leavesTheRosterAlone(() => deliver(rehearsal, studentFile('3 Eva')))
    expect(run).toMatchObject({ state: 'checked', counts: { added: 1, deactivated: 2 } })
    expect(await studentsOf(district)).toEqual(['1 Ada', '2 Ben'])
  })

  it('that is rejected as a whole is told as any other', async () => {
    const run = await leavesTheRosterAlone(() => deliver(rehearsal, 'nonsense'))
    expect(run.state).toBe('rejected')
    expect((await messagesOf(district)).map(({ kind }) => kind)).toEqual(['rejected'])
  })

  it('with a column that is gone waits for nobody', async () => {
    const run = await leavesTheRosterAlone(() => deliver(rehearsal, 'Student ID,Last Name,School ID\n1,Reyes,012\n'))
    expect(run.state).toBe('rejected')
  })

  it('is no night of the live login: its next file is compared, held and settled as if it had not come', async () => {
    await deliver(rehearsal, studentFile('1 Ada'))
    const run = await deliver(district, studentFile('1 Ada'))
    expect(run).toMatchObject({ state: 'applied', counts: { added: 1 } })
    expect((await latestDeliveries(district.accountId, [templateId], 5)).get(templateId)).toHaveLength(1)
  })
})

describe('no way leads from a rehearsal into the roster', () => {
  const by = 'Dana'

  it('not approving, discarding or undoing it', async () => {
    const { id: runId } = await deliver(rehearsal, studentFile('1 Ada'))
    const { accountId } = district
    await leavesTheRosterAlone(async () => {
      expect(await approveRun({ accountId, runId, by })).toEqual({ ok: false, reason: 'not-held' })
      expect(await discardRun({ accountId, runId, by })).toEqual({ ok: false, reason: 'not-held' })
      expect((await startRollback({ accountId, runId, by })).ok).toBe(false)
    })
  })

  it('not processing it again', async () => {
    const first = await deliver(rehearsal, studentFile('1 Ada'))
    const deliveryId = first.deliveryId ?? ''
    await leavesTheRosterAlone(async () => {
      expect(await processAgain(district.accountId, deliveryId)).toEqual({ ok: true })
      await processDelivery(deliveryId, never)
    })
    expect(await lastRunOf(deliveryId)).toMatchObject({ state: 'checked', purpose: 'rehearsal' })
    expect(await listRuns({ deliveryId })).toHaveLength(2)
  })

  it('not a replay over it', async () => {
    const { deliveryId } = await deliver(rehearsal, studentFile('1 Ada'))
    await leavesTheRosterAlone(async () => {
      const started = await startReplay({
        ...{ accountId: district.accountId, templateId, by, over: { deliveryId: deliveryId ?? '' } },
        edit: { settings: { tolerance: 'strict' } },
      })
      expect(started.ok).toBe(false)
    })
  })

  it('not a template or an import job of its own', async () => {
    const { accountId, transferLoginId } = rehearsal
    const importType = 'visitor-aware/students'
    const mapping = [mappingOf(importType, 'own.csv', studentHeader.split(','))]
    const own = { accountId, transferLoginId, name: 'own', fileName: 'own.csv', importType, mapping }
    const made = await inTransaction((tx) => createTemplate(tx, { ...own, settings: settingsFrom({}) }))
    expect(made).toEqual({ ok: false, reason: 'unknown-transfer-login' })
    const job = await createImportJob({ accountId, transferLoginId, importType, settings: {}, createdById: null })
    expect(job).toMatchObject({ ok: false })
  })

  it('not ending the rehearsal: the database itself refuses that', async () => {
    const change = (id: string, rehearsesId: string | null) =>
      db.transferLogin.update({ where: { id }, data: { rehearsesId } })
    await expect(change(rehearsal.transferLoginId, null)).rejects.toThrow()
    await expect(change(district.transferLoginId, rehearsal.transferLoginId)).rejects.toThrow()
  })
})
