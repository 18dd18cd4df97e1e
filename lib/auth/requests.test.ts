import { createServer, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createApiKey } from '@/lib/accounts/api-keys'
import { anAccount } from '@/lib/accounts/test-accounts'
import { emptyDatabase } from '@/lib/platform/test-database'
import { apiCaller } from './api-caller'
import { clientAddress, notePeerAddresses } from './client-address'
import { sameOrigin } from './same-origin'

const operatorKey = vi.hoisted(() => (process.env.OPERATOR_API_KEY = 'a-key-for-provisioning-0123456789'))

const withHeaders = (headers: Record<string, string>) => ({ headers: new Headers(headers) })

beforeEach(emptyDatabase)

describe('the caller of the HTTP API', () => {
  const call = (authorization: string) => apiCaller(withHeaders({ authorization }))

  it('is the owner of a key, or the operator of the environment', async () => {
    const { id } = await anAccount()
    const made = await createApiKey(id, 'test')
    expect(await call(`Bearer ${made.ok ? made.key : ''}`)).toMatchObject({
      kind: 'apiKey',
      role: 'administrator',
      accountId: id,
    })
    expect(await call(`bearer ${operatorKey}`)).toEqual({
      kind: 'apiKey',
      apiKeyId: null,
      role: 'operator',
      accountId: null,
    })
  })

  it.each([
    '',
    'Bearer',
    'Bearer ',
    `Basic ${'x'.repeat(30)}`,
    `Bearer ${operatorKey}x`,
    `Bearer ${operatorKey.slice(1)}`,
    `Bearer ${'x'.repeat(5000)}`,
  ])('is nobody with %j', async (authorization) => {
    expect(await call(authorization)).toBeNull()
  })

  it('is nobody with a cookie', async () => {
    expect(await apiCaller(withHeaders({ cookie: `rollcall-session=${operatorKey}` }))).toBeNull()
  })
})

describe('a request that changes something', () => {
  it.each([
    [{ origin: 'http://127.0.0.1:3999' }, true],
    [{ origin: 'http://localhost:3999', host: 'localhost:3999' }, true],
    [{ origin: 'http://localhost:3999', host: '127.0.0.1:3999' }, false],
    [{ origin: 'http://localhost:4000', host: 'localhost:4000' }, false],
    [{ origin: 'https://127.0.0.1:3999' }, false],
    [{ origin: 'http://evil.example', host: 'evil.example' }, false],
    [{ origin: 'http://127.0.0.1:3999.evil.example' }, false],
    [{ origin: 'null' }, false],
    [{ origin: '' }, false],
    [{ referer: 'http://127.0.0.1:3999/' }, false],
  ])('with %j comes from our pages: %s', (headers, expected) => {
    expect(sameOrigin(withHeaders(headers as Record<string, string>))).toBe(expected)
  })
})

describe('the address of a client', () => {
  it('is unknown where the server does not note it', () => {
    expect(clientAddress(new Headers({ 'x-rollcall-peer': '203.0.113.7', 'x-forwarded-for': '203.0.113.7' }))).toBe(
      'unknown',
    )
  })

  it('is that of the connection, whatever the headers claim', async () => {
    notePeerAddresses()
    notePeerAddresses()
    const server = createServer((request, response) =>
      response.end(clientAddress(new Headers(request.headers as never))),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const headers = { 'x-forwarded-for': '203.0.113.7', 'x-rollcall-peer': '203.0.113.8' }
    const seen = await new Promise((resolve, reject) => {
      send(
        { port, host: '127.0.0.1', headers },
        (response) => void response.on('data', (data: Buffer) => resolve(data.toString())),
      )
        .on('error', reject)
        .end()
    })
    server.close()
    expect(seen).toBe('127.0.0.1')
  })
})
