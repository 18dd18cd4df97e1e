// The whole sign-in over HTTP: next-auth with our options behind a real server, a client with a cookie jar.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import NextAuth, { getServerSession } from 'next-auth'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { changePassword } from '@/lib/accounts/authenticate-member'
import { disableMember, signOutEverywhere, updateMember } from '@/lib/accounts/members'
import type { Member } from '@/lib/accounts/member'
import { aMember, anAccount, goodPassword } from '@/lib/accounts/test-accounts'
import { emptyDatabase } from '@/lib/platform/test-database'
import { authOptions, readClaims, SESSION_HOURS } from './auth-options'
import { notePeerAddresses } from './client-address'
import { callerOfSession } from './current-caller'

vi.hoisted(() => {
  process.env.NEXTAUTH_URL = 'http://127.0.0.1:3999'
})

type NextResponse = ServerResponse & {
  status(code: number): NextResponse
  json(body: unknown): void
  send(body: unknown): void
}

/** What Next adds to Node's request and response before next-auth sees them. */
async function answer(request: IncomingMessage, bare: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const response = Object.assign(bare, {
    status: (code: number) => ((bare.statusCode = code), response),
    json: (body: unknown) => bare.end(JSON.stringify(body)),
    send: (body: unknown) => bare.end(typeof body === 'string' ? body : JSON.stringify(body)),
  }) as NextResponse
  const cookies = Object.fromEntries(
    (request.headers.cookie ?? '')
      .split('; ')
      .map((pair) => pair.split('=').map(decodeURIComponent) as [string, string]),
  )
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()))
  const path = url.pathname.replace('/api/auth/', '')
  const query = { ...Object.fromEntries(url.searchParams), nextauth: path.split('/') }
  const whole = Object.assign(request, { cookies, query, body })
  if (url.pathname !== '/caller') return void (await NextAuth(whole as never, response as never, authOptions()))
  const claims = readClaims(await getServerSession(whole as never, response as never, authOptions()))
  response.json(claims ? await callerOfSession(claims) : null)
}

let server: Server
let member: Member
let accountId: string

beforeAll(async () => {
  notePeerAddresses()
  server = createServer(
    (request, response) => void answer(request, response).catch((error: unknown) => response.destroy(error as Error)),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => server.close())

beforeEach(async () => {
  await emptyDatabase()
  accountId = (await anAccount()).id
  await aMember(accountId, 'administrator')
  member = await aMember(accountId, 'teacher')
})

class Browser {
  readonly jar = new Map<string, string>()
  readonly setCookies: string[] = []

  async fetch(path: string, form?: Record<string, string>): Promise<Response> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const init = form ? { method: 'POST', body: new URLSearchParams(form) } : {}
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`
    const response = await fetch(url, {
      ...init,
      headers: { cookie, 'x-rollcall-peer': '198.51.100.9' },
      redirect: 'manual',
    })
    for (const line of response.headers.getSetCookie()) {
      this.setCookies.push(line)
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value) this.jar.set(name, value)
      else this.jar.delete(name)
    }
    return response
  }

  async signIn(password: string, extra: Record<string, string> = {}): Promise<Response> {
    const { csrfToken } = (await (await this.fetch('/api/auth/csrf')).json()) as { csrfToken: string }
    const form = { email: member.email, password, csrfToken, json: 'true', ...extra }
    return this.fetch('/api/auth/callback/credentials', form)
  }

  async caller(): Promise<unknown> {
    return (await this.fetch('/caller')).json()
  }
}

describe('signing in with the browser', () => {
  it('makes a session that says who calls', async () => {
    const browser = new Browser()
    expect(await browser.caller()).toBeNull()
    expect((await browser.signIn(goodPassword)).status).toBe(200)
    expect(await browser.caller()).toEqual({
      kind: 'member',
      memberId: member.id,
      name: 'teacher',
      role: 'teacher',
      accountId,
      locale: 'en',
    })
  })

  it('is refused with a wrong password, without a CSRF token and with input of the wrong shape', async () => {
    const browser = new Browser()
    expect((await browser.signIn('wrong')).status).toBe(401)
    await browser.signIn(goodPassword, { csrfToken: 'forged' })
    expect((await browser.signIn(goodPassword, { email: '' })).status).toBe(401)
    expect(await browser.caller()).toBeNull()
  })

  it('is slowed by the address of the connection, whatever the client claims it to be', async () => {
    const browser = new Browser()
    for (let index = 0; index < 3; index += 1) await browser.signIn('wrong')
    const slowed = (await (await browser.signIn(goodPassword)).json()) as { url: string }
    expect(new URL(slowed.url).searchParams.get('error')).toMatch(/^slowed-\d+$/)
    expect(await browser.caller()).toBeNull()
  })

  it('sets cookies no script can read and no other site can send along', async () => {
    const browser = new Browser()
    await browser.signIn(goodPassword)
    expect(browser.setCookies.length).toBeGreaterThan(2)
    for (const line of browser.setCookies) expect(line).toMatch(/HttpOnly/i)
    for (const line of browser.setCookies) expect(line).toMatch(/SameSite=Lax/i)
    expect([...browser.jar.keys()].toSorted()).toEqual(['rollcall-callback', 'rollcall-csrf', 'rollcall-session'])
  })

  it('keeps name, address and role out of the cookie’s reach: what it names is looked up', async () => {
    const browser = new Browser()
    await browser.signIn(goodPassword)
    const session = (await (await browser.fetch('/api/auth/session')).json()) as object
    expect(Object.keys(session).toSorted()).toEqual(['expires', 'memberId', 'sessionVersion', 'signedInAt'])
  })

  it('takes no cookie that was tampered with', async () => {
    const browser = new Browser()
    await browser.signIn(goodPassword)
    const value = browser.jar.get('rollcall-session') ?? ''
    browser.jar.set('rollcall-session', `${value.slice(0, -4)}AAAA`)
    expect(await browser.caller()).toBeNull()
  })

  it('leads nowhere outside afterwards', async () => {
    const browser = new Browser()
    const response = await browser.signIn(goodPassword, { callbackUrl: 'https://evil.example/' })
    expect(((await response.json()) as { url: string }).url).toBe('http://127.0.0.1:3999')
  })

  it('ends with signing out', async () => {
    const browser = new Browser()
    await browser.signIn(goodPassword)
    const { csrfToken } = (await (await browser.fetch('/api/auth/csrf')).json()) as { csrfToken: string }
    await browser.fetch('/api/auth/signout', { csrfToken, json: 'true' })
    expect(browser.jar.has('rollcall-session')).toBe(false)
    expect(await browser.caller()).toBeNull()
  })

  it.each([
    ['the member is switched off', () => disableMember(accountId, member.id)],
    ['the role changes', () => updateMember(accountId, member.id, { role: 'campusAdministrator' })],
    ['the password changes', () => changePassword(member.id, goodPassword, 'seven brass kettles whistle', '127.0.0.1')],
    ['the member signs out everywhere', () => signOutEverywhere(member.id)],
  ])('is over in every browser at once when %s', async (_, change) => {
    const [one, two] = [new Browser(), new Browser()]
    await one.signIn(goodPassword)
    await two.signIn(goodPassword)
    expect(await two.caller()).not.toBeNull()
    await change()
    expect([await one.caller(), await two.caller()]).toEqual([null, null])
  })

  it('is over twelve hours after it began, however busy', async () => {
    const claims = { memberId: member.id, sessionVersion: 1, signedInAt: Date.now() - SESSION_HOURS * 3_600_000 }
    expect(await callerOfSession({ ...claims, signedInAt: claims.signedInAt + 60_000 })).not.toBeNull()
    expect(await callerOfSession({ ...claims, signedInAt: claims.signedInAt - 1 })).toBeNull()
  })
})
