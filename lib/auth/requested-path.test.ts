import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noteRequestedPaths, signInAddress } from './requested-path'

const server = createServer((request: IncomingMessage, response) => {
  const headers = { get: (name: string) => (request.headers[name] as string | undefined) ?? null }
  response.end(signInAddress(headers))
})
let base = ''

beforeAll(async () => {
  noteRequestedPaths()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

async function askFor(path: string, init: RequestInit = {}): Promise<string> {
  return (await fetch(base + path, init)).text()
}

describe('the sign-in', () => {
  it('leads back to the page that was asked for, its query included', async () => {
    expect(await askFor('/runs/1?code=value-date&_rsc=abc')).toBe(
      `/sign-in?callbackUrl=${encodeURIComponent('/runs/1?code=value-date')}`,
    )
  })

  it('says nothing of the start page, of what is no page, and of what a client claims', async () => {
    expect(await askFor('/')).toBe('/sign-in')
    expect(await askFor('/runs/1', { method: 'POST', headers: { 'x-rollcall-path': '/admin' } })).toBe('/sign-in')
    expect(await askFor('//elsewhere.example/x')).toBe('/sign-in')
    expect(await askFor(`/${'a'.repeat(2000)}`)).toBe('/sign-in')
  })
})
