import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { query } from '../db'
import { env } from '../env'
import { fileIdOf, storedSize, storeStream } from '../files'
import { sweepStoredFiles } from './sweep'

const DAY_SECONDS = 24 * 3600
const marks = () => path.join(env().dataDir, 'files', 'unreferred')

async function store(): Promise<string> {
  const stored = await storeStream((async function* () { yield await Promise.resolve(Buffer.from('a')) })(), { bytesMax: 9 }) // prettier-ignore
  return stored.ok ? stored.storageKey : ''
}

function ageBy(file: string, days: number): void {
  const then = Date.now() / 1000 - days * DAY_SECONDS
  utimesSync(file, then, then)
}

const ageMark = (storageKey: string, days: number) => ageBy(path.join(marks(), fileIdOf(storageKey)), days)

beforeAll(() => query('create table sheets (storage_key text)'))
beforeEach(() => query('delete from sheets'))

it('removes a file that nothing has referred to for a month, and no other', async () => {
  const [left, kept] = [await store(), await store()]
  await query('insert into sheets values ($1), (null)', [kept])
  expect(await sweepStoredFiles()).toBe(0)
  ageMark(left, 29)
  expect(await sweepStoredFiles()).toBe(0)
  expect(await storedSize(left)).toBe(1)
  ageMark(left, 31)
  expect(await sweepStoredFiles()).toBe(1)
  expect(await storedSize(left)).toBeUndefined()
  expect(await storedSize(kept)).toBe(1)
  expect(readdirSync(marks())).toEqual([])
})

it('destroys nothing at once when it is started with another database, and forgets it with the right one', async () => {
  const kept = await store()
  expect(await sweepStoredFiles()).toBe(0)
  ageMark(kept, 31)
  await query('insert into sheets values ($1)', [kept])
  expect(await sweepStoredFiles()).toBe(0)
  await query('delete from sheets')
  expect(await sweepStoredFiles()).toBe(0)
  expect(await storedSize(kept)).toBe(1)
})

it('removes parts of files that nobody writes to any more', async () => {
  const folder = path.join(env().dataDir, 'files', 'tmp')
  mkdirSync(folder, { recursive: true })
  const [old, fresh] = [path.join(folder, randomUUID()), path.join(folder, randomUUID())]
  for (const file of [old, fresh]) writeFileSync(file, 'part')
  ageBy(old, 3)
  expect(await sweepStoredFiles()).toBe(1)
  expect([existsSync(old), existsSync(fresh)]).toEqual([false, true])
})
