import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { query } from '../db'
import { env } from '../env'
import { openStored, storeStream } from '../files'
import { masterKeys } from '../master-keys'
import { rewrapStorageKeys } from './rewrap'

const file = () => path.join(env().dataDir, 'secrets', 'master-keys')
const masterKey = () => randomBytes(32).toString('base64')

async function store(content: string): Promise<string> {
  const stored = await storeStream((async function* () { yield await Promise.resolve(Buffer.from(content)) })(), { bytesMax: 100 }) // prettier-ignore
  return stored.ok ? stored.storageKey : ''
}

it('lets the old master key go: wherever a file is referred to, its key is wrapped under the new one', async () => {
  await query('create table papers (id int, front_storage_key text, storage_key text)')
  const keys = [await store('one'), await store('two'), await store('three')]
  const older = randomUUID()
  await query('insert into papers values (1, $1, $2), (2, $3, null), (3, null, $4)', [...keys, older])
  const lost = (await store('lost')).replace(/\.[0-9a-f]{8}\./, '.0badc0de.')
  await query('insert into papers values (4, $1, null)', [lost])

  expect(await rewrapStorageKeys()).toBe(0)
  writeFileSync(file(), `${masterKey()}\n${readFileSync(file(), 'utf8')}`)
  expect(await rewrapStorageKeys()).toBe(3)
  expect(await rewrapStorageKeys()).toBe(0)

  writeFileSync(file(), readFileSync(file(), 'utf8').split('\n')[0] ?? '')
  const rows = await query<{ front: string; back: string }>(
    'select front_storage_key as front, storage_key as back from papers order by id',
  )
  const [first, second, third, fourth] = rows
  for (const [key, content] of [
    [first?.front, 'one'],
    [first?.back, 'two'],
    [second?.front, 'three'],
  ] as const) {
    // prettier-ignore
    expect(key?.split('.')[1]).toBe(masterKeys().current.id)
    expect((await buffer(await openStored(key ?? ''))).toString()).toBe(content)
  }
  expect(third?.back).toBe(older)
  expect(fourth?.front).toBe(lost)
})
