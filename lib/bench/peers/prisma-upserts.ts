// papaparse, zod, and one Prisma upsert a row, a hundred in a transaction.
import { createReadStream } from 'node:fs'
import path from 'node:path'
import Papa from 'papaparse'
import { PrismaPg } from '@prisma/adapter-pg'
import type { Peer, PeerTask } from './peer'
import { ownValues, userRow, type UserRow } from './user-row'

const BATCH_ROWS = 100

/** As far as it is used here of the client that lib/start/bench.mjs generates. */
type Client = {
  peerUser: { upsert(input: { where: object; create: object; update: object }): Promise<unknown> }
  $transaction(work: Promise<unknown>[]): Promise<unknown>
  $disconnect(): Promise<void>
}

const generated = path.resolve('node_modules/.cache/rollcall-bench/prisma/client.ts')

export const prismaUpserts: Peer = {
  async prepare(task) {
    const { PrismaClient } = (await import(generated)) as { PrismaClient: new (options: object) => Client }
    const client = new PrismaClient({ adapter: new PrismaPg({ connectionString: task.url }, { schema: 'bench' }) })
    return { run: () => importFile(client, task), close: () => client.$disconnect() }
  },
}

async function importFile(client: Client, { file, rowsMax }: PeerTask): Promise<number> {
  const source = createReadStream(file)
  const parser = source.pipe(Papa.parse(Papa.NODE_STREAM_INPUT, { header: true }))
  let rows = 0
  let batch: UserRow[] = []
  for await (const row of parser) {
    const { success, data } = userRow.safeParse(row)
    if (success) batch.push(data)
    if (batch.length >= BATCH_ROWS) batch = await upsert(client, batch)
    rows += 1
    if (rows >= rowsMax) break
  }
  source.destroy()
  await upsert(client, batch)
  return rows
}

async function upsert(client: Client, batch: readonly UserRow[]): Promise<UserRow[]> {
  const { accountId, ...others } = ownValues
  await client.$transaction(
    batch.map(({ sourcedId, ...values }) => {
      const update = { ...values, ...others, changedAt: new Date() }
      const where = { accountId_sourcedId: { accountId, sourcedId } }
      return client.peerUser.upsert({ where, create: { accountId, sourcedId, ...update }, update })
    }),
  )
  return []
}
