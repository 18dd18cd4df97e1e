// For tests only, in every worker: a database and a data folder of its own, and the environment that points to them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, inject } from 'vitest'

const url = new URL(inject('templateUrl'))
const name = `worker_${process.pid}_${Math.random().toString(36).slice(2)}`
const admin = new URL(url)
admin.pathname = '/postgres'

const client = new pg.Client({ connectionString: admin.href })
await client.connect()
// Only one copy at a time can be made of a template.
await client.query('select pg_advisory_lock(1)')
await client.query(`create database ${name} template rollcall`)
await client.end()

const dataDir = mkdtempSync(path.join(tmpdir(), 'rollcall-data-'))
url.pathname = `/${name}`
const quiet = { LOG_LEVEL: 'silent', PORT: '3999', DEMO: 'off', FTPS: 'off' }
Object.assign(process.env, { DATABASE_URL: url.href, DATA_DIR: dataDir, ...quiet })
delete process.env.SMTP_URL

afterAll(async () => {
  // Imported only now: whatever reads the environment must see the lines above.
  const { disconnect } = await import('./db')
  await disconnect()
  rmSync(dataDir, { recursive: true, force: true })
})
