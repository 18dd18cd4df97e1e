import { randomUUID } from 'node:crypto'
import { utimes } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { importTypes } from '@/lib/import-types'
import { env } from '@/lib/platform/env'
import { listLocal, writeLocal } from '@/lib/platform/local-files'
import { query } from '@/lib/platform/db'
import { ensureRosterTables } from '../tables'
import { forgetSnapshots } from './forget-snapshots'
import { tableName } from './stored-snapshot'

beforeAll(() => ensureRosterTables(importTypes.slice(0, 1)))

async function makeTable(templateId: string, hoursAgo: number): Promise<string> {
  const name = tableName({ templateId, fileName: 'users.csv' }, randomUUID())
  await writeLocal(name, [Buffer.from('keys')])
  const at = new Date(Date.now() - hoursAgo * 3600 * 1000)
  await utimes(path.join(env().dataDir, 'local', name), at, at)
  return name
}

it('removes what no template needs, but nothing that a run may be writing', async () => {
  const old = await makeTable(randomUUID(), 25)
  const young = await makeTable(randomUUID(), 1)
  await query(`insert into roster.snapshots values ($1, 'users.csv', 'f', $1, $1, 0, '{}', now(), null)`, [
    randomUUID(),
  ])
  expect(await forgetSnapshots()).toBeGreaterThan(0)
  const names = await listLocal()
  expect([names.includes(old), names.includes(young)]).toEqual([false, true])
  expect(await query('select from roster.snapshots s where fingerprint = $1', ['f'])).toEqual([])
})
