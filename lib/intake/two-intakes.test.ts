// Several intakes may share DATA_DIR: one that starts, sweeps or lets somebody in leaves alone what another one is writing.
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { env } from '@/lib/platform/env'
import { Inboxes } from './files/inboxes'
import { startTestIntake, type TestIntake } from './test-intake'
import { signInTo } from './test-sftp'

const NEVER_A_PID = 2 ** 30
const content = randomBytes(100_000)

let intake: TestIntake
let folder: string
let transferLoginId: string
beforeEach(async () => {
  transferLoginId = randomUUID()
  folder = path.join(env().dataDir, `intake-${transferLoginId}`)
  mkdirSync(folder, { recursive: true })
  intake = await startTestIntake({ folder, transferLoginId })
})
afterEach(() => intake.stop())

function unfinished(ending: string): string {
  const inbox = path.join(folder, 'inboxes', transferLoginId)
  return path.join(inbox, readdirSync(inbox).find((name) => name.endsWith(ending)) ?? 'none')
}

/** As if the process that has the upload open were another one. */
function writtenBy(host: string, pid: number): void {
  const record = JSON.parse(readFileSync(unfinished('.json'), 'utf8')) as object
  writeFileSync(unfinished('.json'), JSON.stringify({ ...record, writer: { host, pid } }))
}

async function uploadOpened() {
  const { client, sftp } = await signInTo(intake.port)
  const handle = await sftp.open('users.csv', 'w')
  await sftp.write(handle, 0, content)
  return { close: () => sftp.close(handle).finally(() => client.end()) }
}

async function anotherStarts(): Promise<void> {
  const handOver = () => Promise.resolve('try-again' as const)
  await (await Inboxes.open({ folder, uploadBytesMax: 1_000_000, handOver })).close()
}

const delivered = () => intake.sink.arrivals.map(({ bytes }) => bytes.equals(content))

it.each([
  ['on this machine', () => [hostname(), process.ppid]],
  ['on another one', () => ['another-machine', process.pid]],
] as const)('an upload that is open in another process %s stays as it is', async (_, writer) => {
  const upload = await uploadOpened()
  writtenBy(...(writer() as [string, number]))
  const before = readFileSync(unfinished('.bytes'))
  await anotherStarts()
  expect(readFileSync(unfinished('.bytes')).equals(before)).toBe(true)
  await upload.close()
  expect(delivered()).toEqual([true])
})

it('an upload whose process is gone is there to be resumed at once', async () => {
  const upload = await uploadOpened()
  writtenBy(hostname(), NEVER_A_PID)
  await anotherStarts()
  expect(JSON.parse(readFileSync(unfinished('.json'), 'utf8'))).toMatchObject({ state: 'incomplete' })
  await upload.close().catch(() => undefined)
})

it('an upload that somebody has cut meanwhile is never delivered without its end', async () => {
  const upload = await uploadOpened()
  await anotherStarts()
  await expect(upload.close()).rejects.toThrow()
  expect(delivered()).toEqual([])
})

it('nor is one of which a whole part is missing', async () => {
  const upload = await uploadOpened()
  truncateSync(unfinished('.bytes'), 65_564)
  await expect(upload.close()).rejects.toThrow()
  expect(delivered()).toEqual([])
})
