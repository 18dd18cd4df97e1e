// Columns that have changed in members of a bundle: one hold for all of them, and one answer.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rosterCsv, rosterRows, rosterZip } from '@/lib/mapping/bundle/test-bundle'
import { stopQueue } from '@/lib/platform/queue'
import { templateById } from '@/lib/templates/template'
import { approveRun } from './answer-hold'
import { readColumnChanges } from './file-columns'
import { processDelivery } from './process-delivery'
import { bundleTemplate, deliverBundle } from './test-bundles'
import { lastRunOf, messagesOf, never, prepareInstallation, rosterHash, testDistrict } from './test-district'

beforeAll(prepareInstallation)
afterAll(() => stopQueue())

const renamed = {
  'users.csv': rosterCsv('users').replace('sourcedId', 'sourced_id'),
  'enrollments.csv': rosterCsv('enrollments').replace('userSourcedId', 'User Sourced ID'),
}

it('two members with other columns are held together, named each, and accepted with one answer', async () => {
  const district = await testDistrict()
  const templateId = await bundleTemplate(district)
  await deliverBundle(district, rosterZip())
  const before = await rosterHash(district)
  const held = await deliverBundle(district, rosterZip(renamed))
  expect(held).toMatchObject({
    state: 'held',
    hold: { reason: 'columns', file: 'users.csv', column: 'sourcedId', count: 2, isProposed: true },
  })
  expect(readColumnChanges(held.columnChanges).map(({ name, changes }) => [name, changes.length])).toEqual([
    ['users.csv', 1],
    ['enrollments.csv', 1],
  ])
  expect(await rosterHash(district)).toBe(before)
  expect(await messagesOf(district)).toMatchObject([{ kind: 'held', params: { columns: [{}, {}] } }])

  const who = { accountId: district.accountId, runId: held.id, by: 'Dana Whitfield' }
  expect(await approveRun(who)).toEqual({ ok: true })
  await processDelivery(held.deliveryId ?? '', never)
  const run = await lastRunOf(held.deliveryId ?? '')
  expect(run).toMatchObject({ state: 'applied', templateVersion: 2, counts: { unchanged: 14, errors: 0, warnings: 0 } })
  const template = await templateById(district.accountId, templateId)
  expect(template?.mapping.map(({ name }) => name)).toContain('manifest.csv')
  expect(template?.mapping).toHaveLength(7)
})

it('a member whose columns nobody can tell apart keeps the others from being proposed alone', async () => {
  const district = await testDistrict()
  await bundleTemplate(district)
  const lost = rosterCsv('enrollments', rosterRows('enrollments')).replace('userSourcedId', 'Zeta')
  const held = await deliverBundle(district, rosterZip({ ...renamed, 'enrollments.csv': lost }))
  expect(held).toMatchObject({ state: 'held', hold: { reason: 'columns', isProposed: false } })
  expect(await approveRun({ accountId: district.accountId, runId: held.id, by: 'Dana' })).toEqual({
    ...{ ok: false, reason: 'columns-unclear' },
  })
})
