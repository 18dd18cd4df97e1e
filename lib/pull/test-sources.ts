// For tests only: a district with a template, a source, and turns that are taken at once, without a worker.
import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { expect } from 'vitest'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { prepareTasks, type Task } from '@/lib/platform/queue'
import {
  never,
  prepareInstallation,
  studentHeader,
  testDistrict,
  testTemplate,
  type District,
} from '@/lib/runs/test-district'
import { pullTask } from './pull-task'
import { confirmServer, createPullSource } from './save-source'
import { pullSourceById, type PullSource } from './source'
import type { SourceInput } from './source-input'
import { takeTurn } from './take-turn'
import { requestTurn, turnById, type PullTurn } from './turn'

/** The queues, and leave to fetch from this machine. */
export async function preparePulls(): Promise<void> {
  await prepareInstallation()
  await prepareTasks([pullTask] as unknown as Task<never>[])
  Object.assign(env(), { pullPrivateAddresses: 'all' })
}

export type Site = District & { readonly source: PullSource }

/** A district with a template for students.csv and a source. */
export async function testSite(input: Partial<SourceInput>): Promise<Site> {
  const district = await testDistrict()
  await testTemplate(district, studentHeader)
  return { ...district, source: await testSource(district, input) }
}

export async function testSource({ accountId, transferLoginId }: District, input: Partial<SourceInput>) {
  const made = await createPullSource(accountId, {
    ...{ name: `source ${randomUUID()}`, transferLogin: transferLoginId, protocol: 'sftp', host: '127.0.0.1' },
    ...{ userName: 'district', signIn: { kind: 'made-key' }, folder: '', fileNames: [] },
    schedule: { kind: 'times', times: ['05:00'], weekdays: [1, 2, 3, 4, 5, 6, 7] },
    ...{ after: 'leave', moveFolder: null },
    ...input,
  })
  if (!made.ok) throw new Error(made.reason)
  return made.source
}

/** One turn, from request to end. */
export async function turnOf({ accountId, source }: Site, purpose: 'fetch' | 'test' = 'fetch'): Promise<PullTurn> {
  const requested = await requestTurn(accountId, source.id, { purpose, requestedBy: null })
  if (!requested?.ok) throw new Error('busy')
  await takeTurn(requested.turn.id, never, { settleSeconds: 0.05 })
  const turn = await turnById(accountId, source.id, requested.turn.id)
  if (!turn) throw new Error('gone')
  return turn
}

export const codesOf = ({ steps }: PullTurn) => steps.map(({ code }) => code)

/** A person confirms the server that a test has found. */
export async function confirmSite(site: Site): Promise<void> {
  const { found } = await turnOf(site, 'test')
  expect(await confirmServer(site.accountId, site.source.id, found?.sha256 ?? '')).not.toBeNull()
}

/** The source as it is now. */
export async function sourceOf({ accountId, source }: Site): Promise<PullSource> {
  const found = await pullSourceById(accountId, source.id)
  if (!found) throw new Error('gone')
  return found
}

/** File names, sizes and ways of what was delivered, the oldest first. */
export async function deliveriesOf({ accountId }: District) {
  const rows = await db.delivery.findMany({ where: { accountId }, orderBy: { id: 'asc' } })
  return rows.map(({ fileName, size, via, state }) => ({ fileName, size: Number(size), via, state }))
}

/** How many files are kept at rest, those that are being written included. */
export function storedFiles(): number {
  if (!existsSync(`${env().dataDir}/files`)) return 0
  const names = readdirSync(`${env().dataDir}/files`, { recursive: true, withFileTypes: true })
  return names.filter((entry) => entry.isFile()).length
}
