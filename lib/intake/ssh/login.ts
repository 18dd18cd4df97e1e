// Who may come in. It decides what counts as a try and how a refusal looks from outside; whether a password or key is
// right is asked from authorize, the one function all protocols use.
import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { AuthContext, AuthenticationType, PublicKeyAuthContext } from 'ssh2'
import { log } from '@/lib/platform/log'
import { type Authorize, type Authorized, type Credentials, type Login, troubleOf } from '../visitors/authorize'
import type { SessionRecord } from '../visitors/session-record'
import type { SshLimits } from './limits'
import { isUsableKey, signatureIsGood } from './public-key'

const METHODS: AuthenticationType[] = ['publickey', 'password']

export type LoginOptions = {
  readonly authorize: Authorize
  readonly limits: SshLimits
  /** Runs password checks, a few at a time. */
  readonly takeTurn: <T>(work: () => Promise<T>) => Promise<T>
  readonly address: string
  /** Keys may sign with SHA-1. */
  readonly legacyAlgorithms: boolean
  readonly record: SessionRecord
  readonly isAlive: () => boolean
  /** Takes the login; false if it may not come in once more. */
  readonly onLogin: (login: Login) => boolean
  readonly onTooManyTries: () => void
}

/** Makes the handler of a connection's authentication requests. */
export function loginHandler(options: LoginOptions): (context: AuthContext) => void {
  let refusals = 0
  let askedForMethods = false

  const refuse = async (context: AuthContext, startedAt: number): Promise<void> => {
    refusals += 1
    const wait = options.limits.refusalSeconds * 1000 - (performance.now() - startedAt)
    if (wait > 0 && context.method === 'password') await delay(wait)
    if (!options.isAlive()) return
    if (refusals >= options.limits.loginTriesMax) options.onTooManyTries()
    else context.reject(METHODS)
  }

  const decide = async (context: AuthContext): Promise<void> => {
    const startedAt = performance.now()
    // The first "none" is how a client asks which methods there are.
    if (context.method === 'none' && !askedForMethods) {
      askedForMethods = true
      return context.reject(METHODS)
    }
    const found = await check(context, options)
    if (!options.isAlive()) return
    if (!found) return refuse(context, startedAt)
    // A key named without a signature is only told that signing with it is worth while.
    if (isProbe(context)) return acceptProbe(context)
    if (!options.onLogin({ ...found, userName: context.username })) return
    options.record.signedIn(found, methodOf(context), fingerprintOf(context))
    context.accept()
  }

  return (context) => {
    decide(context).catch((error: unknown) => {
      log.error({ err: error }, 'a login could not be checked')
      if (options.isAlive()) context.reject(METHODS)
    })
  }
}

type Found = Omit<Authorized, 'ok'>

async function check(context: AuthContext, options: LoginOptions): Promise<Found | undefined> {
  const { authorize, limits, address, takeTurn, legacyAlgorithms, record } = options
  const userName: unknown = context.username
  if (typeof userName !== 'string' || userName === '' || userName.includes('\0')) return undefined
  if (Buffer.byteLength(userName) > limits.userNameBytesMax) return undefined
  record.named(userName)
  const found = (answer: Awaited<ReturnType<Authorize>>): Found | undefined => {
    if (answer.ok) return answer
    record.signInRefused(methodOf(context), troubleOf(answer.reason), fingerprintOf(context))
    return undefined
  }
  if (context.method === 'publickey') {
    const credentials = keyCredentials(context, { userName, address, legacy: legacyAlgorithms })
    if (typeof credentials !== 'string') return found(await authorize(credentials))
    record.signInRefused('publickey', credentials, credentials === 'key-kind' ? context.key.algo : undefined)
    return undefined
  }
  if (context.method !== 'password') {
    if (context.method !== 'none') record.signInRefused('other', 'method', context.method)
    return undefined
  }
  // A request to change the password comes as an object; passwords are changed in the browser.
  const password: unknown = context.password
  if (typeof password !== 'string' || password === '' || Buffer.byteLength(password) > limits.passwordBytesMax) {
    record.signInRefused('password', password ? 'too-long' : 'wrong-secret')
    return undefined
  }
  return found(await takeTurn(() => authorize({ userName, method: 'password', password, address })))
}

function keyCredentials(
  context: PublicKeyAuthContext,
  { userName, address, legacy }: { userName: string; address: string; legacy: boolean },
): Credentials | 'key-kind' | 'signature' {
  const claim = { type: context.key.algo, data: context.key.data, rsaHash: context.hashAlgo, legacy }
  if (!isUsableKey(claim)) return 'key-kind'
  // The signature first: nothing is said or noted about a key that its holder has not proved to hold.
  const isProved = context.signature && context.blob && signatureIsGood(claim, context.blob, context.signature)
  if (!isProbe(context) && !isProved) return 'signature'
  return {
    userName,
    method: 'publickey',
    keyAlgorithm: claim.type,
    keyData: claim.data,
    address,
    probe: isProbe(context),
  }
}

// ssh2 answers with the kind of the key where the algorithm that was asked for belongs (RFC 4252, section 7), and some
// clients take that for another key.
function acceptProbe(context: AuthContext): void {
  if (context.method === 'publickey' && context.hashAlgo) {
    context.key.algo = `rsa-sha2-${context.hashAlgo === 'sha512' ? 512 : 256}`
  }
  context.accept()
}

const isProbe = (context: AuthContext): boolean => context.method === 'publickey' && context.signature === undefined

const methodOf = (context: AuthContext): 'password' | 'publickey' =>
  context.method === 'publickey' ? 'publickey' : 'password'

/** As `ssh-keygen -l` shows it. */
function fingerprintOf(context: AuthContext): string | undefined {
  if (context.method !== 'publickey') return undefined
  return `SHA256:${createHash('sha256').update(context.key.data).digest('base64').replace(/=+$/, '')}`
}
