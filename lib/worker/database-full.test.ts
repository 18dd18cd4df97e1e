// The disk of the database is full in the middle of an import. Nothing of the file is there then, the delivery waits, and
// the worker goes on by itself as soon as there is room.
import { execFileSync } from 'node:child_process'
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

const WAIT = { timeout: 60_000, interval: 100 }

/** A small disk in memory, with a PostgreSQL of its own on it; or why there is none. */
const disk = await vi.hoisted(async () => {
  const { mkdtempSync, chmodSync } = await import('node:fs')
  const { tmpdir } = await import('node:os')
  const { execFileSync } = await import('node:child_process')
  const { useOwnPostgres } = await import('@/lib/platform/test-own-postgres')
  const folder = mkdtempSync(`${tmpdir()}/rollcall-disk-`)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', folder], { stdio: 'pipe' })
  } catch (error) {
    return { missing: String((error as { stderr?: Buffer }).stderr ?? error) }
  }
  chmodSync(folder, 0o755)
  return { folder, postgres: await useOwnPostgres(folder) }
})
if ('missing' in disk) console.info(`a full disk is not tested: no file system can be mounted here (${disk.missing})`)

const { query } = await import('@/lib/platform/db')
const { disconnect } = await import('@/lib/platform/db')
const { stopQueue } = await import('@/lib/platform/queue')
const { deliveryById } = await import('@/lib/deliveries/delivery')
const { deliver, lastRunOf, prepareInstallation, receive, rosterHash, testDistrict, testTemplate } =
  await import('@/lib/runs/test-district')
const { studentFile: file, studentHeader: header } = await import('@/lib/runs/test-district')
const { startWorker } = await import('./test-worker')

const ROOM_LEFT_BYTES = 6 * 1024 * 1024

describe.skipIf('missing' in disk)('a database whose disk is full', { timeout: 120_000 }, () => {
  if ('missing' in disk) return
  const { folder, postgres } = disk
  let worker: Awaited<ReturnType<typeof startWorker>>
  beforeAll(async () => {
    await prepareInstallation()
    worker = await startWorker()
  })
  afterAll(async () => {
    expect(await worker.end('SIGTERM')).toEqual({ code: 0, signal: null })
    await stopQueue()
    await disconnect()
    await postgres.remove()
    execFileSync('umount', [folder])
    rmSync(folder, { recursive: true })
  })

  it('keeps the file and the roster as they are, and the worker imports it when there is room again', async () => {
    const district = await testDistrict()
    await testTemplate(district, header)
    await deliver(district, file('1 Ada'))
    const before = await rosterHash(district)
    const filler = path.join(folder, 'filler')
    const { bavail, bsize } = statfsSync(folder)
    writeFileSync(filler, Buffer.alloc(bavail * bsize - ROOM_LEFT_BYTES))

    const rows = Array.from({ length: 60_000 }, (_, index) => `${index + 1},Eve,Reyes,012`)
    const { delivery } = await receive(district, [header, ...rows, ''].join('\n'))
    await vi.waitFor(() => expect(worker.output()).toMatch(/"code":"53100"/), WAIT)
    rmSync(filler)
    await postgres.start()
    expect(await rosterHash(district)).toBe(before)
    await vi.waitFor(
      async () => expect(await deliveryById(district.accountId, delivery.id)).toMatchObject({ outcome: 'imported' }),
      WAIT,
    )
    expect(await lastRunOf(delivery.id)).toMatchObject({ state: 'applied', attempts: 1, counts: { rows: 60_000 } })
    expect(await query(`select from roster.visitor_aware_students`)).toHaveLength(60_000)
  })
})
