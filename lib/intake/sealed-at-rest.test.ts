// No byte that somebody sends can be read on the disk: while it comes, while it waits to be resumed, and after.
import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { env } from '@/lib/platform/env'
import { eventually } from './test-clients'
import { startTestIntake, type TestIntake } from './test-intake'
import { signInTo } from './test-sftp'

const canary = 'Canary Quetzalcoatl'
const content = Buffer.from(`sourcedId,name\n${`17,${canary}\n`.repeat(20_000)}`)

let intake: TestIntake
let transferLoginId: string
let folder: string
beforeEach(async () => {
  transferLoginId = randomUUID()
  folder = path.join(env().dataDir, `intake-${transferLoginId}`)
  mkdirSync(folder, { recursive: true })
  await start()
})
afterEach(() => intake.stop())

async function start(): Promise<void> {
  intake = await startTestIntake({ folder, transferLoginId })
}

function filesWithCanary(): string[] {
  return readdirSync(env().dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(canary))
}

function unfinished(ending: string): string {
  const names = readdirSync(folder, { recursive: true }).map(String)
  return path.join(folder, names.find((name) => name.includes(transferLoginId) && name.endsWith(ending)) ?? 'none')
}

/** Sends the beginning and goes away. */
async function sendPart(bytes: number): Promise<void> {
  const { client, sftp } = await signInTo(intake.port)
  const handle = await sftp.open('users.csv', 'w')
  await sftp.write(handle, 0, content.subarray(0, bytes))
  expect(filesWithCanary()).toEqual([])
  client.end()
  await eventually(() => expect(intake.server.connectionCount()).toBe(0))
}

/** Goes on where the server says the file ends. */
async function resume(): Promise<void> {
  const { client, sftp } = await signInTo(intake.port)
  const { size } = await sftp.stat('users.csv')
  const handle = await sftp.open('users.csv', 'r+')
  await sftp.write(handle, size, content.subarray(size))
  await sftp.close(handle).finally(() => client.end())
}

const delivered = () => intake.sink.arrivals.map(({ bytes }) => bytes.equals(content))

it('is sealed while it comes, while it waits to be resumed, and once it is delivered', async () => {
  await sendPart(300_000)
  expect(filesWithCanary()).toEqual([])
  await intake.stop()
  await start()
  await resume()
  expect(delivered()).toEqual([true])
  expect(filesWithCanary()).toEqual([])
})

it('is sealed at the next start if an earlier version left it plain, and goes on from there', async () => {
  await sendPart(300_000)
  await intake.stop()
  const record = unfinished('.json')
  writeFileSync(record, JSON.stringify({ name: 'users.csv', state: 'incomplete', scattered: false }))
  writeFileSync(unfinished('.bytes'), content.subarray(0, 299_999))
  expect(filesWithCanary()).toHaveLength(1)
  await start()
  await resume()
  expect(delivered()).toEqual([true])
  expect(filesWithCanary()).toEqual([])
})

it('that was spoiled on the disk before it was resumed is refused, and sent again from its beginning', async () => {
  await sendPart(300_000)
  const bytes = readFileSync(unfinished('.bytes'))
  bytes[100_000] = (bytes[100_000] ?? 0) ^ 1
  writeFileSync(unfinished('.bytes'), bytes)
  await expect(resume()).rejects.toThrow()
  expect(delivered()).toEqual([])
  const { client, sftp } = await signInTo(intake.port)
  await expect(sftp.stat('users.csv')).rejects.toThrow()
  const handle = await sftp.open('users.csv', 'w')
  await sftp.write(handle, 0, content)
  await sftp.close(handle)
  client.end()
  expect(delivered()).toEqual([true])
})
