// What can be done to a file without a data connection. There is one folder, and it is the inbox.
import { now } from '@/lib/platform/clock'
import type { Answer } from '../files/account-files'
import { refusalOf, targetOf } from '../files/paths'
import { refusalSentences } from '../files/refusal-sentences'
import { factsLine, folderFactsLine, moment } from './listing'
import { refusalReply, type Reply, reply } from './reply'
import { filesOf, type Handler } from './session'

const TIME_THEN_NAME = /^(\d{14})(?:\.\d+)? (.+)$/s

const NO_SUCH_FOLDER = reply(550, 'No such folder; there is only the inbox itself')
const INBOX = reply(250, 'This is the inbox')

export const size: Handler = (session, argument) =>
  withFile(argument, async (name) => {
    const answer = await filesOf(session).stat(name)
    return answer.ok ? reply(213, String(answer.file.size)) : refusalReply(answer.reason)
  })

export const modifiedAt: Handler = (session, argument) => {
  // Some clients set the time with MDTM, too; the name of a file hardly ever looks like that.
  if (TIME_THEN_NAME.test(argument.toString('latin1'))) return setModifiedAt(session, argument)
  return withFile(argument, async (name) => {
    const answer = await filesOf(session).stat(name)
    return answer.ok ? reply(213, moment(answer.file.modifiedAt)) : refusalReply(answer.reason)
  })
}

/** Accepted without effect: refusing it fails half of the clients, keeping it helps nobody. */
export const setModifiedAt: Handler = (session, argument) => {
  const [, time, name] = TIME_THEN_NAME.exec(argument.toString('latin1')) ?? []
  if (!time || !name) return reply(501, 'Send a time of 14 digits and a name')
  const target = Buffer.from(name, 'latin1')
  return withFile(target, async (known) => {
    const answer = await filesOf(session).stat(known)
    return answer.ok ? reply(213, `Modify=${time}; ${known}`) : refusalReply(answer.reason)
  })
}

export const facts: Handler = async (session, argument) => {
  const target = targetOf(argument)
  if (target.kind === 'inbox') return reply(250, 'Listing', folderFactsLine(now()), 'End')
  return withFile(argument, async (name) => {
    const answer = await filesOf(session).stat(name)
    return answer.ok ? reply(250, 'Listing', factsLine(answer.file), 'End') : refusalReply(answer.reason)
  })
}

export const remove: Handler = (session, argument) =>
  withFile(argument, async (name) => answered(await filesOf(session).remove(name), 'Removed'))

export const renameFrom: Handler = (session, argument) =>
  withFile(argument, async (name) => {
    const answer = await filesOf(session).stat(name)
    if (!answer.ok) return refusalReply(answer.reason)
    session.renameFrom = name
    return reply(350, 'Send the new name')
  })

export const renameTo: Handler = async (session, argument) => {
  const from = session.renameFrom
  session.renameFrom = undefined
  if (from === undefined) return reply(503, 'Send RNFR first')
  if (session.parts.isStopping()) return refusalReply('stopping')
  const target = targetOf(argument)
  if (target.kind !== 'file') return refusalReply(refusalOf(target))
  return answered(await filesOf(session).rename(from, target.name), 'Renamed')
}

export const changeFolder: Handler = (_, argument) => (targetOf(argument).kind === 'inbox' ? INBOX : NO_SUCH_FOLDER)

export const changeFolderUp: Handler = () => INBOX

export const printFolder: Handler = () => reply(257, '"/" is the inbox')

export const makeFolder: Handler = () => reply(550, refusalSentences['no-folders'])

export const removeFolder: Handler = () => NO_SUCH_FOLDER

/** Runs work with the name a path stands for; a path that is no file's stands for nothing that is there. */
async function withFile(path: Buffer, work: (name: string) => Promise<Reply>): Promise<Reply> {
  const target = targetOf(path)
  if (target.kind === 'file') return work(target.name)
  return refusalReply(target.kind === 'invalid' ? 'invalid-name' : 'no-such-file')
}

function answered(answer: Answer, sentence: string): Reply {
  return answer.ok ? reply(250, sentence) : refusalReply(answer.reason)
}
