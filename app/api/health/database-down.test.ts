import { expect, it, vi } from 'vitest'
import { call } from '../test-api'

// Nobody listens on port 1.
vi.hoisted(() => Object.assign(process.env, { DATABASE_URL: 'postgresql://rollcall@127.0.0.1:1/rollcall' }))

it('health is 503 when the database does not answer, and says nothing else of it', async () => {
  const answer = await call('GET /api/health')
  const text = await answer.text()
  expect(answer.status).toBe(503)
  expect(JSON.parse(text)).toMatchObject({ status: 'down', database: 'down', worker: 'down', sftp: 'down' })
  expect(text).not.toContain('127.0.0.1')
})

it('a request that needs the database is answered with an error to name, and nothing of its cause', async () => {
  const answer = await call('GET /api/v1/accounts', { key: 'rk_' + 'x'.repeat(43) })
  const text = await answer.text()
  expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'application/problem+json'])
  expect(JSON.parse(text)).toMatchObject({
    type: 'urn:rollcall:problem:internal',
    errorId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
  })
  expect(text).not.toMatch(/127\.0\.0\.1|prisma|ECONN|at /i)
})
