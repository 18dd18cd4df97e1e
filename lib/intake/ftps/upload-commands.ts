// Uploads: STOR, APPE, and REST to continue one. The reply 226 is said only of a file that came whole, is durable and has
// been handed over (faults 2.2 and 2.4); what came of any other is kept to be continued, and never imported.
import { setTimeout as delay } from 'node:timers/promises'
import { log } from '@/lib/platform/log'
import { type Answer, refused, type Upload } from '../files/account-files'
import { refusalOf, targetOf } from '../files/paths'
import type { DataConnection } from './data-connection'
import { NO_PASSIVE_PORT, withData } from './data-transfer'
import { type Received, receiveUpload } from './receive-upload'
import { refusalReply, type Reply, reply } from './reply'
import { filesOf, type Handler, type Session } from './session'

const INCOMPLETE = reply(
  426,
  'The connection ended before the file was whole; it was not delivered, please send it again',
)

export const restart: Handler = (session, argument) => {
  const text = argument.toString('latin1').trim()
  const position = /^\d{1,19}$/.test(text) ? Number(text) : NaN
  if (!Number.isSafeInteger(position)) return reply(501, 'Send the number of bytes that are here already')
  if (position > filesOf(session).uploadBytesMax) return refusalReply('too-large')
  session.restartAt = position
  return reply(350, `Continuing at ${position}`)
}

export const store: Handler = (session, argument) => {
  const position = session.restartAt
  session.restartAt = 0
  return upload(session, argument, async (name) => {
    if (position === 0) return open(session, name, { truncate: true, append: false })
    // Only what is there can be continued, and it must reach as far as the client says.
    const found = await filesOf(session).stat(name)
    if (!found.ok) return found
    if (found.file.delivered) return refused('already-delivered')
    const opened = await open(session, name, { truncate: false, append: false })
    return opened.ok ? continueAt(opened.upload, position) : opened
  })
}

export const append: Handler = (session, argument) => {
  session.restartAt = 0
  return upload(session, argument, (name) => open(session, name, { truncate: false, append: true }))
}

type Start = { readonly upload: Upload; readonly position: number }

async function open(
  session: Session,
  name: string,
  mode: { truncate: boolean; append: boolean },
): Promise<Answer<Start>> {
  const opened = await filesOf(session).open(name, { create: true, exclusive: false, ...mode })
  return opened.ok ? { ...opened, position: mode.append ? opened.upload.facts().size : 0 } : opened
}

// What lies behind the place a client continues at is from another time, and goes.
async function continueAt(started: Upload, position: number): Promise<Answer<Start>> {
  const cut = position > started.facts().size ? refused('incomplete') : await started.resize(position)
  if (cut.ok) return { ok: true, upload: started, position }
  await started.abandon()
  return cut
}

async function upload(session: Session, path: Buffer, begin: (name: string) => Promise<Answer<Start>>): Promise<Reply> {
  const target = targetOf(path, session.folder)
  if (target.kind !== 'file') return refusalReply(refusalOf(target))
  if (session.parts.isStopping()) return refusalReply('stopping')
  if (!session.passive) return NO_PASSIVE_PORT
  const start = await begin(target.name)
  if (!start.ok) return refusalReply(start.reason)
  try {
    return await withData(session, (data, signal) => receive(session, start, data, signal))
  } finally {
    // Nothing happens if it has been closed.
    await start.upload.abandon()
  }
}

async function receive(session: Session, start: Start, data: DataConnection, signal: AbortSignal): Promise<Reply> {
  const { unwrittenBytesMax } = session.parts.limits
  const received = await receiveUpload(data, { ...start, unwrittenBytesMax })
  const said = await judge(session, start.upload, received, signal)
  const { login, address } = session
  log.info(
    { transferLoginId: login?.transferLoginId, address, bytes: received.bytes, end: received.end, code: said.code },
    'upload over FTPS ended',
  )
  return said
}

async function judge(session: Session, started: Upload, received: Received, signal: AbortSignal): Promise<Reply> {
  if (received.end === 'refused') return refusalReply(received.reason)
  if (received.end === 'cut') return INCOMPLETE
  const proof = livesOn(session, received.atLineEnd, signal)
  // The disk needs about as long as the proof.
  await started.sync()
  if (!(await proof)) return INCOMPLETE
  const answer = await started.close()
  return answer.ok ? reply(226, 'The file is whole and stored') : refusalReply(answer.reason)
}

// A client that gives up in the middle closes its data connection as politely as one that is done, and then its control
// connection. So the file counts only if that one lives on (faults 2.4 A).
async function livesOn(session: Session, atLineEnd: boolean, signal: AbortSignal): Promise<boolean> {
  const { proofSeconds, proofAtLineEndSeconds } = session.parts.limits
  const seconds = atLineEnd ? proofAtLineEndSeconds : proofSeconds
  await delay(seconds * 1000, undefined, { signal }).catch(() => undefined)
  return !signal.aborted
}
