// Delivered bytes that are not what was delivered: changed, cut or exchanged where they lie, or sealed under a master key
// that is lost.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { deliveryById } from '@/lib/deliveries/delivery'
import { processAgain } from '@/lib/deliveries/process-again'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { fileIdOf } from '@/lib/platform/files'
import { stopQueue } from '@/lib/platform/queue'
import { processDelivery } from './process-delivery'
import {
  lastRunOf,
  messagesOf,
  never,
  prepareInstallation,
  receive,
  studentFile as file,
  studentHeader as header,
  studentsOf,
  testDistrict,
  testTemplate,
  type District,
} from './test-district'

const masterKeys = () => path.join(env().dataDir, 'secrets', 'master-keys')
const students = (name: string) => file(...Array.from({ length: 20_000 }, (_, index) => `${index + 1} ${name}`))

let district: District
beforeAll(prepareInstallation)
afterAll(() => stopQueue())
beforeEach(async () => {
  district = await testDistrict()
  await testTemplate(district, header)
})

async function received(name: string) {
  const { delivery } = await receive(district, students(name))
  const id = fileIdOf(delivery.storageKey ?? '')
  return { id: delivery.id, stored: path.join(env().dataDir, 'files', id.slice(0, 2), id) }
}

it.each([
  [
    'one byte of it was changed',
    (bytes: Buffer) => bytes.map((byte, at) => (at === bytes.length - 5000 ? byte ^ 1 : byte)),
  ],
  ['it was cut between two parts', (bytes: Buffer) => bytes.subarray(0, 65_564)],
  [
    'its parts were exchanged',
    (bytes: Buffer) =>
      Buffer.concat([bytes.subarray(65_564, 131_128), bytes.subarray(0, 65_564), bytes.subarray(131_128)]),
  ],
  ['another file lies in its place', undefined],
])('imports nothing of a file if %s, says so and keeps it', async (_, damage) => {
  const { id, stored } = await received('Ada')
  const bytes = readFileSync(stored)
  expect(bytes.length).toBeGreaterThan(3 * 65_564)
  writeFileSync(stored, damage ? damage(bytes) : readFileSync((await received('Eve')).stored))
  await processDelivery(id, never)
  expect(await lastRunOf(id)).toMatchObject({ state: 'failed', failure: { reason: 'file-damaged' } })
  expect(await studentsOf(district)).toEqual([])
  expect(await deliveryById(district.accountId, id)).toMatchObject({ state: 'done', outcome: 'failed' })
  expect(await messagesOf(district)).toMatchObject([{ kind: 'rejected' }])
  // Put right from a backup, it is imported.
  writeFileSync(stored, bytes)
  expect(await processAgain(district.accountId, id)).toEqual({ ok: true })
  await processDelivery(id, never)
  expect(await studentsOf(district)).toHaveLength(20_000)
})

it('waits for a master key that is missing, and imports once it is back', async () => {
  const { id } = await received('Ada')
  renameSync(masterKeys(), `${masterKeys()}.away`)
  await expect(processDelivery(id, never)).rejects.toThrow(`is not in ${masterKeys()}`)
  expect(await lastRunOf(id)).toMatchObject({ state: 'failed', failure: { reason: 'master-key-missing' } })
  expect(await studentsOf(district)).toEqual([])
  renameSync(`${masterKeys()}.away`, masterKeys())
  await processDelivery(id, never)
  expect(await lastRunOf(id)).toMatchObject({ state: 'applied' })
})

it('leaves no key behind once the file is destroyed', async () => {
  const { id } = await received('Ada')
  const { storageKey } = await db.delivery.findUniqueOrThrow({ where: { id } })
  expect(storageKey?.split('.')).toHaveLength(3)
  await processDelivery(id, never)
  expect(await db.delivery.findUniqueOrThrow({ where: { id } })).toMatchObject({ storageKey: null })
  expect(await db.delivery.count({ where: { storageKey } })).toBe(0)
})
