// What can be done to a file without a data connection. There are two folders: the inbox, and the outbox in it.
import { now } from '@/lib/platform/clock'
import type { AccountFiles, Answer } from '../files/account-files'
import { OUTBOX, refusalOf, targetOf } from '../files/paths'
import { refusalSentences } from '../files/refusal-sentences'
import { factsLine, folderFactsLine, moment, outboxFactsLine } from './listing'
import { refusalReply, type Reply, reply } from './reply'
import { filesOf, type Handler, type Session } from './session'

const TIME_THEN_NAME = /^(\d{14})(?:\.\d+)? (.+)$/s

const NO_SUCH_FOLDER = reply(550, 'No such folder; there are the inbox itself and outbox')
const INBOX = reply(250, 'This is the inbox')
const IN_OUTBOX = reply(250, 'This is the outbox')

export const size: Handler = (session, argument) =>
  withKnown(session, argument, async (stat) => {
    const answer = await stat()
    return answer.ok ? reply(213, String(answer.file.size)) : refusalReply(answer.reason)
  })

export const modifiedAt: Handler = (session, argument) => {
  // Some clients set the time with MDTM, too; the name of a file hardly ever looks like that.
  if (TIME_THEN_NAME.test(argument.toString('latin1'))) return setModifiedAt(session, argument)
  return withKnown(session, argument, async (stat) => {
    const answer = await stat()
    return answer.ok ? reply(213, moment(answer.file.modifiedAt)) : refusalReply(answer.reason)
  })
}

/** Accepted without effect: refusing it fails half of the clients, keeping it helps nobody. */
export const setModifiedAt: Handler = (session, argument) => {
  const [, time, name] = TIME_THEN_NAME.exec(argument.toString('latin1')) ?? []
  if (!time || !name) return reply(501, 'Send a time of 14 digits and a name')
  const target = Buffer.from(name, 'latin1')
  return withKnown(session, target, async (stat) => {
    const answer = await stat()
    return answer.ok ? reply(213, `Modify=${time}; ${answer.file.name}`) : refusalReply(answer.reason)
  })
}

export const facts: Handler = async (session, argument) => {
  const target = targetOf(argument, session.folder)
  if (target.kind === 'inbox') return reply(250, 'Listing', folderFactsLine(now()), 'End')
  if (target.kind === 'outbox') return reply(250, 'Listing', outboxFactsLine(now()), 'End')
  return withKnown(session, argument, async (stat) => {
    const answer = await stat()
    return answer.ok ? reply(250, 'Listing', factsLine(answer.file), 'End') : refusalReply(answer.reason)
  })
}

export const remove: Handler = async (session, argument) => {
  const target = targetOf(argument, session.folder)
  if (target.kind === 'outbox-file') return answered(await filesOf(session).outbox.remove(target.name), 'Removed')
  return target.kind === 'file'
    ? answered(await filesOf(session).remove(target.name), 'Removed')
    : refusalReply(refusalOf(target))
}

export const renameFrom: Handler = async (session, argument) => {
  const target = targetOf(argument, session.folder)
  if (target.kind === 'outbox-file') return refusalReply('read-only')
  if (target.kind !== 'file') return refusalReply(target.kind === 'invalid' ? 'invalid-name' : 'no-such-file')
  const answer = await filesOf(session).stat(target.name)
  if (!answer.ok) return refusalReply(answer.reason)
  session.renameFrom = target.name
  return reply(350, 'Send the new name')
}

export const renameTo: Handler = async (session, argument) => {
  const from = session.renameFrom
  session.renameFrom = undefined
  if (from === undefined) return reply(503, 'Send RNFR first')
  if (session.parts.isStopping()) return refusalReply('stopping')
  const target = targetOf(argument, session.folder)
  if (target.kind !== 'file') return refusalReply(refusalOf(target))
  return answered(await filesOf(session).rename(from, target.name), 'Renamed')
}

export const changeFolder: Handler = (session, argument) => {
  const { kind } = targetOf(argument, session.folder)
  if (kind !== 'inbox' && kind !== 'outbox') return NO_SUCH_FOLDER
  session.folder = kind
  return kind === 'inbox' ? INBOX : IN_OUTBOX
}

export const changeFolderUp: Handler = (session) => {
  session.folder = 'inbox'
  return INBOX
}

export const printFolder: Handler = ({ folder }) =>
  folder === 'inbox' ? reply(257, '"/" is the inbox') : reply(257, `"/${OUTBOX}" is the outbox`)

export const makeFolder: Handler = () => reply(550, refusalSentences['no-folders'])

export const removeFolder: Handler = () => NO_SUCH_FOLDER

/** Runs work with what finds the file a path stands for; a path that is no file's stands for nothing that is there. */
async function withKnown(
  session: Session,
  path: Buffer,
  work: (stat: () => ReturnType<AccountFiles['stat']>) => Promise<Reply>,
): Promise<Reply> {
  const target = targetOf(path, session.folder)
  const files = filesOf(session)
  if (target.kind === 'file') return work(() => files.stat(target.name))
  if (target.kind === 'outbox-file') return work(() => files.outbox.stat(target.name))
  return refusalReply(target.kind === 'invalid' ? 'invalid-name' : 'no-such-file')
}

function answered(answer: Answer, sentence: string): Reply {
  return answer.ok ? reply(250, sentence) : refusalReply(answer.reason)
}
