// What is in the inbox or the outbox, over a data connection (MLSD, LIST, NLST) or over the control connection (STAT).
import { now } from '@/lib/platform/clock'
import { type Answer, type FileFacts, refused } from '../files/account-files'
import { targetOf } from '../files/paths'
import { sendText } from './data-connection'
import { withData } from './data-transfer'
import { type ListingForm, listingText } from './listing'
import { refusalReply, reply } from './reply'
import { filesOf, type Handler, type Session } from './session'

const BROKEN = reply(426, 'The connection ended before the listing was whole')

/** Makes the command that sends a listing in this form. */
export function listing(form: ListingForm): Handler {
  return async (session, argument) => {
    const found = await filesAt(session, argument)
    if (!found.ok) return refusalReply(found.reason)
    const text = listingText(found, form, now())
    return withData(session, async (data) => ((await sendText(data, text)) ? reply(226, 'Listed') : BROKEN))
  }
}

/** STAT with a path: the listing. Without one: that there is a session. */
export const status: Handler = async (session, argument) => {
  if (argument.length === 0) return reply(211, 'You are signed in, over TLS')
  const found = await filesAt(session, argument)
  if (!found.ok) return refusalReply(found.reason)
  return reply(213, 'Listing', ...listingText(found, 'long', now()).split('\r\n').slice(0, -1), 'End')
}

async function filesAt(session: Session, argument: Buffer): Promise<Answer<{ files: FileFacts[]; inbox: boolean }>> {
  // Options of ls come from people and from old clients; none of them means anything here.
  const path = argument.toString('latin1').replace(/^-\S*(?: +|$)/, '')
  const target = targetOf(Buffer.from(path, 'latin1'), session.folder)
  const files = filesOf(session)
  if (target.kind === 'inbox') return { ok: true, files: await files.list(), inbox: true }
  if (target.kind === 'outbox') return { ok: true, files: await files.outbox.list(), inbox: false }
  if (target.kind === 'invalid' || target.kind === 'nested') {
    return refused(target.kind === 'invalid' ? 'invalid-name' : 'no-such-file')
  }
  const answer = await (target.kind === 'file' ? files : files.outbox).stat(target.name)
  return answer.ok ? { ok: true, files: [answer.file], inbox: false } : answer
}
