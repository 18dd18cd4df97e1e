// How a client gets a data connection: it connects to us. Connecting to where a client says is not offered; it is how
// FTP servers were made to attack others.
import { isIPv4 } from 'node:net'
import { type Reply, reply } from './reply'
import type { Handler, Session } from './session'

const NO_PORT = reply(425, 'No port is free for a data connection; please try again')

export const passive: Handler = async (session) => {
  if (session.isExtendedOnly) return reply(503, 'You said EPSV ALL')
  const address = await session.parts.publicAddress(session)
  if (!address) return reply(425, 'Use EPSV over IPv6')
  return openPort(session, (port) => {
    const numbers = [...address.split('.'), port >> 8, port & 0xff]
    return reply(227, `Entering Passive Mode (${numbers.join(',')})`)
  })
}

export const extendedPassive: Handler = async (session, argument) => {
  const wish = argument.toString('latin1').trim().toUpperCase()
  const family = isIPv4(session.address) ? '1' : '2'
  if (wish === 'ALL') {
    session.isExtendedOnly = true
    return reply(200, 'EPSV only from now on')
  }
  if (wish !== '' && wish !== family) return reply(522, `Network protocol not supported, use (${family})`)
  return openPort(session, (port) => reply(229, `Entering Extended Passive Mode (|||${port}|)`))
}

export const active: Handler = () => reply(502, 'Only passive data connections are offered: use PASV or EPSV')

async function openPort(session: Session, told: (port: number) => Reply): Promise<Reply> {
  const { passivePorts, limits } = session.parts
  session.passive?.close()
  session.passive = await passivePorts.open(session.address, limits.passiveSeconds)
  return session.passive ? told(session.passive.port) : NO_PORT
}
