import { finished } from 'node:stream/promises'
import { from } from 'pg-copy-streams'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clientOf, inTransaction, query, type Tx } from './db'

beforeAll(() => query('create table public.copied (number int)').then(() => undefined))
afterAll(() => query('drop table public.copied').then(() => undefined))

async function copy(tx: Tx, line: string) {
  const client = await clientOf(tx)
  const stream = client.query(from('copy public.copied from stdin'))
  stream.end(line)
  await finished(stream)
}

const count = async () => (await query('select * from public.copied')).length

it('commits what was copied together with the Prisma transaction it was copied in', async () => {
  await inTransaction((tx) => copy(tx, '1\n'))
  expect(await count()).toBe(1)
})

it('takes back what was copied when the transaction fails', async () => {
  await expect(
    inTransaction(async (tx) => {
      await copy(tx, '2\n')
      throw new Error('later trouble')
    }),
  ).rejects.toThrow('later trouble')
  expect(await count()).toBe(1)
})

it('survives a COPY that fails: the transaction is rolled back and the connection goes on', async () => {
  await expect(inTransaction((tx) => copy(tx, 'not a number\n'))).rejects.toThrow('invalid input syntax')
  await inTransaction((tx) => copy(tx, '3\n'))
  expect(await count()).toBe(2)
})
