// Downloads from the outbox: RETR, and REST to continue one. Nothing in the inbox can be read.
import { targetOf } from '../files/paths'
import type { Download } from '../files/account-files'
import type { DataConnection } from './data-connection'
import { NO_PASSIVE_PORT, withData } from './data-transfer'
import { refusalReply, reply } from './reply'
import { filesOf, type Handler } from './session'

const PIECE_BYTES = 256 * 1024

const BROKEN = reply(426, 'The connection ended before the file was whole; please fetch it again')

export const retrieve: Handler = async (session, argument) => {
  const position = session.restartAt
  session.restartAt = 0
  const target = targetOf(argument, session.folder)
  if (target.kind === 'file') {
    const answer = await filesOf(session).stat(target.name)
    return refusalReply(answer.ok ? 'write-only' : answer.reason)
  }
  if (target.kind !== 'outbox-file') return refusalReply(target.kind === 'invalid' ? 'invalid-name' : 'no-such-file')
  if (session.parts.isStopping()) return refusalReply('stopping')
  if (!session.passive) return NO_PASSIVE_PORT
  const answer = await filesOf(session).outbox.open(target.name)
  if (!answer.ok) return refusalReply(answer.reason)
  const { download } = answer
  if (position > download.facts().size) return reply(551, 'The file is not as long as that')
  return withData(session, async (data, signal) =>
    (await sendFile(data, download, position, signal)) ? reply(226, 'That is all of the file') : BROKEN,
  )
}

/** Sends a file as fast as the client takes it, and ends the connection. @returns whether the client took all of it. */
async function sendFile(data: DataConnection, download: Download, from: number, signal: AbortSignal): Promise<boolean> {
  const { tls } = data
  const closed = new Promise<false>((resolve) => tls.once('close', () => resolve(false)))
  const finished = new Promise<true>((resolve) => tls.once('finish', () => resolve(true)))
  tls.resume()
  // Clients wait for the handshake, be it for no byte at all.
  const secure = new Promise<true>((resolve) => tls.once('secure', () => resolve(true)))
  if (!(await Promise.race([secure, closed]))) return false
  const { size } = download.facts()
  for (let position = from; position < size && !signal.aborted && !tls.destroyed;) {
    const piece = await download.read(position, PIECE_BYTES)
    if (piece.length === 0) return giveUp(data)
    position += piece.length
    const hasRoom = tls.write(piece)
    if (!hasRoom && !(await Promise.race([drained(tls), closed]))) return false
    data.noteBytes(piece.length)
  }
  if (signal.aborted || tls.destroyed) return giveUp(data)
  data.finish()
  return Promise.race([finished, closed])
}

const drained = (tls: DataConnection['tls']) => new Promise<true>((resolve) => tls.once('drain', () => resolve(true)))

/** A file that ends too early must not look whole. */
function giveUp({ tls }: DataConnection): false {
  tls.destroy()
  return false
}
