// Encryption (RFC 4217). Nothing secret goes over a connection without it, and nothing switches it off again.
import { reply } from './reply'
import type { Handler } from './session'

/** What clients call TLS; the last three are older than the standard. */
const MECHANISMS = new Set(['TLS', 'TLS-C', 'SSL', 'TLS-P'])

export const auth: Handler = (session, argument) => {
  if (session.isEncrypted) return reply(503, 'The connection is encrypted already')
  const mechanism = argument.toString('latin1').trim().toUpperCase()
  if (!MECHANISMS.has(mechanism)) return reply(504, 'Use AUTH TLS')
  return { ...reply(234, 'Begin the TLS handshake'), then: 'encrypt' }
}

export const bufferSize: Handler = (session) => {
  if (!session.isEncrypted) return reply(503, 'Use AUTH TLS first')
  session.hasBufferSize = true
  return reply(200, 'PBSZ=0')
}

export const protection: Handler = (session, argument) => {
  if (!session.isEncrypted || !session.hasBufferSize) return reply(503, 'Use AUTH TLS and PBSZ 0 first')
  const level = argument.toString('latin1').trim().toUpperCase()
  if (level === 'C') return reply(521, 'Data connections must be encrypted: use PROT P')
  if (level !== 'P') return reply(536, 'Use PROT P')
  session.isProtected = true
  return reply(200, 'Data connections are encrypted')
}

export const clearControl: Handler = () => reply(534, 'The connection stays encrypted')
