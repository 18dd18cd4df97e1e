// How people sign in with the browser: next-auth with e-mail and password, and a signed cookie that names the member and
// the session version. Whether that session still counts is asked of the database at each request (current-caller.ts).
import type { AuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { z } from 'zod'
import { authenticateMember } from '@/lib/accounts/authenticate-member'
import { now } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { authSecret } from '@/lib/platform/secrets'
import { clientAddress } from './client-address'

/** From the sign-in, however busy the person is. */
export const SESSION_HOURS = 12

const credentialsSchema = z.object({ email: z.string().max(1000), password: z.string().max(4000) })
const claimsSchema = z.object({ memberId: z.uuid(), sessionVersion: z.number().int(), signedInAt: z.number() })

let secret: string | undefined

/** What the cookie says, once its signature is checked. */
export type SessionClaims = z.output<typeof claimsSchema>

/** The claims in a next-auth session or token, or undefined where they are not ours. */
export function readClaims(value: unknown): SessionClaims | undefined {
  const result = claimsSchema.safeParse(value)
  return result.success ? result.data : undefined
}

/**
 * The options, made at each call because next-auth writes into them, and never while modules load: a build must not
 * need the secret.
 */
export function authOptions(): AuthOptions {
  return {
    secret: (secret ??= authSecret()),
    session: { strategy: 'jwt', maxAge: SESSION_HOURS * 3600 },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    useSecureCookies: isSecure(),
    cookies: cookies(),
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: (credentials, request) =>
          signIn(credentials, new Headers(request.headers as Record<string, string>)),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { ...readClaims(user) } : token),
      session: ({ session, token }) => ({ expires: session.expires, ...readClaims(token) }),
      redirect: ({ url, baseUrl }) => ownAddress(url, baseUrl),
    },
    logger: {
      // A wrong password is no error of ours, and the details may hold what was typed.
      error: (code) => log.warn({ code }, 'next-auth refused or failed'),
      warn: (code) => log.debug({ code }, 'next-auth warns'),
      debug: () => undefined,
    },
  }
}

const isSecure = () => env().publicUrl.startsWith('https://')

function cookies(): AuthOptions['cookies'] {
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() } as const
  const cookie = (name: string) => ({ name: `${isSecure() ? '__Host-' : ''}rollcall-${name}`, options })
  return { sessionToken: cookie('session'), csrfToken: cookie('csrf'), callbackUrl: cookie('callback') }
}

async function signIn(input: unknown, headers: Headers) {
  const credentials = credentialsSchema.safeParse(input)
  if (!credentials.success) return null
  const { email, password } = credentials.data
  const result = await authenticateMember(email, password, clientAddress(headers))
  if (result.ok) {
    const { id, sessionVersion } = result.member
    return { id, memberId: id, sessionVersion, signedInAt: now().getTime() }
  }
  // next-auth hands the message of an error to the page as its reason.
  if (result.reason === 'slowed') throw new Error(`slowed-${result.waitSeconds}`)
  return null
}

/** Only addresses of this installation: no open redirect. */
function ownAddress(url: string, baseUrl: string): string {
  const target = URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : new URL(baseUrl)
  return target.origin === new URL(baseUrl).origin ? target.href : baseUrl
}
