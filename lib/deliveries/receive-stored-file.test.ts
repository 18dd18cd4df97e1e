// A file whose delivery was committed is never destroyed, whatever became of the answer; any other leaves nothing behind.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { storeStream, storedSize } from '@/lib/platform/files'
import { emptyDatabase } from '@/lib/platform/test-database'
import { type District, prepareInstallation, testDistrict } from '@/lib/runs/test-district'

const proxy = await vi.hoisted(async () => {
  const { useProxy } = await import('@/lib/platform/test-proxy')
  return useProxy()
})
const { db, disconnect } = await import('@/lib/platform/db')
const { stopQueue } = await import('@/lib/platform/queue')
const { receiveStoredFile } = await import('./receive-stored-file')

const NEW_DELIVERY = 'INTO "public"."deliveries"'

let district: District
beforeAll(prepareInstallation)
beforeEach(async () => {
  await emptyDatabase()
  district = await testDistrict()
})
afterAll(async () => {
  await stopQueue()
  await disconnect()
  await proxy.close()
})

async function storedFile(change: { eventId?: string; transferLoginId?: string } = {}) {
  const stored = await storeStream(oneByOne('some bytes'), { bytesMax: 100 })
  if (!stored.ok) throw new Error(stored.reason)
  const { storageKey, size, sha256 } = stored
  const sent = { ...district, fileName: 'students.csv', via: 'api' as const, eventId: randomUUID(), ...change }
  return { ...sent, storageKey, size, sha256 }
}

async function* oneByOne(text: string): AsyncGenerator<Uint8Array> {
  await Promise.resolve()
  yield Buffer.from(text)
}

describe('a stored file', () => {
  it.each(['lose-answer', 'late'] as const)('whose commit came through is its delivery’s (%s)', async (how) => {
    const file = await storedFile()
    const spoiled = proxy.spoilCommit(how, NEW_DELIVERY)
    const { delivery, seen } = await receiveStoredFile(file)
    await spoiled
    expect({ seen, storageKey: delivery.storageKey }).toEqual({ seen: false, storageKey: file.storageKey })
    expect(await db.delivery.findMany()).toMatchObject([{ id: delivery.id, storageKey: file.storageKey }])
    expect(await storedSize(file.storageKey)).toBe(file.size)
  })

  it('that could not be recorded is destroyed', async () => {
    const file = await storedFile({ transferLoginId: randomUUID() })
    await expect(receiveStoredFile(file)).rejects.toThrow()
    expect(await storedSize(file.storageKey)).toBeUndefined()
  })

  it('that was recorded before is destroyed, and the bytes of then are kept', async () => {
    const eventId = randomUUID()
    const [first, again] = [await storedFile({ eventId }), await storedFile({ eventId })]
    const { delivery } = await receiveStoredFile(first)
    expect(await receiveStoredFile(again)).toMatchObject({ seen: true, delivery: { id: delivery.id } })
    expect([await storedSize(first.storageKey), await storedSize(again.storageKey)]).toEqual([first.size, undefined])
  })
})
