// What a wrong setting gets: one sentence and an exit code that is not 0, before anything is started.
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { env, readEnv } from '@/lib/platform/env'

type Ended = { code: number | null; output: string }

function startIntake(variables: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/start/supervise.ts', 'intake'], {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, output })))
}

function withDatabase(change: (url: URL) => void): string {
  const url = new URL(env().databaseUrl ?? '')
  change(url)
  return url.href
}

const oneLine = (output: string) => output.trim().split('\n').length

describe('starting with a wrong setting says so in one sentence and ends with an exit code that is not 0', () => {
  const wrong: [string, () => Record<string, string>, RegExp][] = [
    ['a port that is no number', () => ({ PORT: 'eighty' }), /^PORT is not usable: .*\.env\.example/],
    ['a port out of range', () => ({ SFTP_PORT: '70000' }), /^SFTP_PORT is not usable/],
    [
      'an operator key that is too short',
      () => ({ OPERATOR_API_KEY: 'short' }),
      /^OPERATOR_API_KEY is not usable: must have/,
    ],
    [
      'a database URL of another kind',
      () => ({ DATABASE_URL: 'mysql://x' }),
      /^DATABASE_URL is not usable: must be a URL/,
    ],
    [
      'a wrong database password',
      () => ({ DATABASE_URL: withDatabase((url) => (url.password = 'wrong')) }),
      /^PostgreSQL refused the user name or password in DATABASE_URL\.$/,
    ],
    [
      'a database that does not exist',
      () => ({ DATABASE_URL: withDatabase((url) => (url.pathname = '/nowhere')) }),
      /^The database named in DATABASE_URL does not exist/,
    ],
    [
      'a database nobody serves',
      () => ({ DATABASE_URL: withDatabase((url) => (url.port = '1')) }),
      /^PostgreSQL does not answer at the address in DATABASE_URL/,
    ],
  ]

  it.each(wrong)('%s', async (_, variables, sentence) => {
    const { code, output } = await startIntake({ SFTP_PORT: '1022', FTPS: 'off', ...variables() })
    expect(output.trim()).toMatch(sentence)
    expect(oneLine(output)).toBe(1)
    expect(code).toBe(1)
  })

  it('a port that is taken', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    const { code, output } = await startIntake({ SFTP_PORT: String(port), FTPS: 'off' })
    server.close()
    expect(output.trim()).toBe(
      `SFTP_PORT ${port} is in use by another program: set SFTP_PORT to another one, or free it.`,
    )
    expect(code).toBe(1)
  })

  it('a secret that others can read', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'rollcall-secret-'))
    mkdirSync(path.join(dataDir, 'secrets'))
    writeFileSync(path.join(dataDir, 'secrets', 'auth'), 'known to all', { mode: 0o644 })
    const { code, output } = await startIntake({ DATA_DIR: dataDir, SFTP_PORT: '1022', FTPS: 'off' })
    rmSync(dataDir, { recursive: true })
    expect(output.trim()).toContain('can be read by others: run chmod 600 on it')
    expect(code).toBe(1)
  })
})

describe('the environment', () => {
  it('has a default for everything', () => {
    expect(readEnv({})).toMatchObject({ port: 3000, sftpPort: 2222, publicUrl: 'http://127.0.0.1:3000', demo: true })
  })

  it('takes an empty variable as not set', () => {
    expect(readEnv({ SMTP_URL: '', DATABASE_URL: '' })).toMatchObject({ smtpUrl: undefined, databaseUrl: undefined })
  })

  it('makes no demo district on a database of its own', () => {
    expect(readEnv({ DATABASE_URL: 'postgresql://localhost/x' }).demo).toBe(false)
  })
})
