import { expect, it, vi } from 'vitest'
import { clientAddress } from './client-address'

vi.hoisted(() => {
  process.env.TRUST_PROXY = 'on'
  process.env.PUBLIC_URL = 'https://rollcall.example.org'
})

it('behind a proxy the client’s address is what that proxy wrote last, never what the client wrote before it', () => {
  const headers = new Headers({ 'x-forwarded-for': '10.9.9.9, 203.0.113.7' })
  expect(clientAddress(headers)).toBe('203.0.113.7')
  expect(clientAddress(new Headers())).toBe('unknown')
})

it('under https every cookie is bound to this host and sent encrypted only', async () => {
  const { authOptions } = await import('./auth-options')
  const { cookies, useSecureCookies } = authOptions()
  expect(useSecureCookies).toBe(true)
  expect(Object.values(cookies ?? {})).toEqual(
    ['session', 'csrf', 'callback'].map((name) => ({
      name: `__Host-rollcall-${name}`,
      options: { httpOnly: true, sameSite: 'lax', path: '/', secure: true },
    })),
  )
})
