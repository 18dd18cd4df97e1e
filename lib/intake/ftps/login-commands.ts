// Who may come in. It decides what counts as a try and how a refusal looks from outside; whether a password is right is
// asked from authorize, the one function all protocols use. Neither names nor passwords are logged.
import { setTimeout as delay } from 'node:timers/promises'
import { log } from '@/lib/platform/log'
import { type Authorized, troubleOf } from '../visitors/authorize'
import { watchedFiles } from '../visitors/watched-files'
import { farewell, type Reply, reply } from './reply'
import type { Handler, Session } from './session'

export const user: Handler = (session, argument) => {
  if (session.login) return reply(503, 'You are signed in already')
  session.userName = argument.toString()
  return reply(331, 'Send the password')
}

export const pass: Handler = async (session, argument) => {
  if (session.login) return reply(503, 'You are signed in already')
  if (session.userName === undefined) return reply(503, 'Send the user name first')
  const startedAt = performance.now()
  try {
    const found = await check(session, session.userName, argument)
    return found ? await signIn(session, session.userName, found) : await refuse(session, startedAt)
  } catch (error) {
    log.error({ error }, 'a login could not be checked')
    return farewell(421, 'The password cannot be checked now; please try again later')
  }
}

async function check(session: Session, userName: string, argument: Buffer): Promise<Authorized | undefined> {
  const { authorize, limits, takeTurn } = session.parts
  const { record } = session
  if (userName === '' || Buffer.byteLength(userName) > limits.userNameBytesMax) return undefined
  record.named(userName)
  if (argument.length === 0 || argument.length > limits.passwordBytesMax) {
    record.signInRefused('password', argument.length === 0 ? 'wrong-secret' : 'too-long')
    return undefined
  }
  const { address } = session
  const credentials = { userName, method: 'password', password: argument.toString(), address } as const
  const answer = await takeTurn(() => authorize(credentials))
  if (answer.ok) return answer
  record.signInRefused('password', troubleOf(answer.reason))
  return undefined
}

async function refuse(session: Session, startedAt: number): Promise<Reply> {
  const { refusalSeconds, loginTriesMax } = session.parts.limits
  session.refusals += 1
  const wait = refusalSeconds * 1000 - (performance.now() - startedAt)
  if (wait > 0) await delay(wait, undefined, { signal: session.gone }).catch(() => undefined)
  if (session.refusals >= loginTriesMax) session.record.endingBecause('too-many-tries')
  if (session.refusals >= loginTriesMax) return farewell(421, 'Too many wrong passwords')
  return reply(530, 'The user name or the password is wrong')
}

async function signIn(session: Session, userName: string, found: Authorized): Promise<Reply> {
  const { transferLoginId, accountId } = found
  const { parts, visitor, address, handshake, clientName } = session
  if (session.gone.aborted || !parts.doorkeeper.signIn(visitor, transferLoginId)) {
    log.warn({ transferLoginId }, 'too many sessions for this login')
    session.record.endingBecause('too-many-sessions')
    return farewell(421, 'This login has too many connections already')
  }
  session.login = { transferLoginId, accountId, userName }
  session.onLogin()
  session.record.signedIn(found, 'password')
  const opened = await parts.openFiles({ transferLoginId, userName, via: 'ftps', clientAddress: address })
  session.opened = { ...opened, files: watchedFiles(opened.files, session.record) }
  log.info({ transferLoginId, address, ...handshake, clientName }, 'signed in over FTPS')
  return reply(230, 'You are signed in')
}
