// Everything that changes nothing: what the server is and can do, and wishes that are granted because they are what it
// does anyway. Bytes are stored as they come, whatever TYPE says.
import { farewell, refusalReply, reply } from './reply'
import { filesOf, type Handler } from './session'

const FEATURES = [
  'AUTH TLS',
  'EPSV',
  'MDTM',
  'MFMT',
  'MLST type*;size*;modify*;perm*;',
  'PBSZ',
  'PROT',
  'REST STREAM',
  'SIZE',
  'TVFS',
  'UTF8',
]
const CLIENT_NAME_CHARACTERS_MAX = 100

const words = (argument: Buffer): string[] => argument.toString('latin1').trim().toUpperCase().split(/\s+/)

export const features: Handler = () => reply(211, 'Features', ...FEATURES, 'End')

export const system: Handler = () => reply(215, 'UNIX Type: L8')

export const nothing: Handler = () => reply(200, 'Yes')

export const help: Handler = () => reply(214, 'Put files in the inbox: PASV or EPSV, then STOR')

export const quit: Handler = () => farewell(221, 'Goodbye')

export const options: Handler = (_, argument) => {
  const [name, value] = words(argument)
  if (name === 'UTF8' && value !== 'OFF') return reply(200, 'Names are UTF-8')
  if (name === 'MLST') return reply(200, 'MLST OPTS type;size;modify;perm;')
  return reply(501, 'There is no such option')
}

export const type: Handler = (_, argument) => {
  const [form, detail] = words(argument)
  const isTaken = form === 'I' || (form === 'A' && (detail ?? 'N') === 'N') || (form === 'L' && detail === '8')
  return isTaken ? reply(200, 'Bytes are stored as they come') : reply(504, 'Use TYPE I')
}

export const mode: Handler = (_, argument) =>
  words(argument)[0] === 'S' ? reply(200, 'Stream') : reply(504, 'Use MODE S')

export const structure: Handler = (_, argument) =>
  words(argument)[0] === 'F' ? reply(200, 'File') : reply(504, 'Use STRU F')

export const clientName: Handler = (session, argument) => {
  session.clientName = argument.toString('latin1').slice(0, CLIENT_NAME_CHARACTERS_MAX)
  session.record.calledItself(session.clientName)
  return reply(200, 'Noted')
}

/** Refuses early what would be refused after the transfer. */
export const allocate: Handler = async (session, argument) => {
  const bytes = Number(/^\d{1,15}(?= |$)/.exec(argument.toString('latin1'))?.[0] ?? NaN)
  if (Number.isNaN(bytes)) return reply(501, 'Send a number of bytes')
  if (bytes > filesOf(session).uploadBytesMax) return refusalReply('too-large')
  return bytes > (await filesOf(session).space()).freeBytes ? refusalReply('no-space') : reply(200, 'There is room')
}

/** Modes and times are accepted without effect, as over SFTP. */
export const site: Handler = (_, argument) => {
  const [wish = ''] = words(argument)
  return ['CHMOD', 'UTIME'].includes(wish) ? reply(200, 'Accepted') : reply(504, 'There is no such SITE command')
}

/** A transfer that was under way has had its own reply by now. */
export const abort: Handler = (session) => {
  session.passive?.close()
  session.passive = undefined
  return reply(226, 'Nothing is being transferred')
}

export const notOffered: Handler = () => reply(502, 'This is not offered here')
