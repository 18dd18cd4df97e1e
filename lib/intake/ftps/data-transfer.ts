// One command that needs a data connection, from the reply 150 to the last one.
import { secureData, type DataConnection } from './data-connection'
import { type Reply, reply } from './reply'
import type { Session } from './session'

const OPENING = reply(150, 'Go ahead')
const NO_DATA_CONNECTION = reply(425, 'No data connection was opened')

export const NO_PASSIVE_PORT = reply(425, 'Use PASV or EPSV first')

/**
 * Runs work with the data connection the client opens to its passive port. The reply 150 goes out before TLS begins:
 * many clients do not begin theirs before they have read it.
 * @param work is given a signal that says when the transfer is given up: by ABOR, or because the client is gone.
 */
export async function withData(
  session: Session,
  work: (data: DataConnection, signal: AbortSignal) => Promise<Reply>,
): Promise<Reply> {
  const port = session.passive
  if (!port) return NO_PASSIVE_PORT
  session.passive = undefined
  const transfer = new AbortController()
  const signal = AbortSignal.any([transfer.signal, session.gone])
  session.transfer = transfer
  try {
    session.send(OPENING)
    const socket = await port.connection(signal)
    if (!socket) return NO_DATA_CONNECTION
    const { contexts, parts } = session
    return await work(secureData(socket, { context: contexts.data, limits: parts.limits, signal }), signal)
  } catch (error) {
    transfer.abort()
    throw error
  } finally {
    session.transfer = undefined
  }
}
