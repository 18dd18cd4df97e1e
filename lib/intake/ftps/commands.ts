// Every command the server knows, and what must have happened before it is obeyed.
import { MalformedLine, type Command } from './command-reader'
import { retrieve } from './download-commands'
import * as file from './file-commands'
import { listing, status } from './listing-commands'
import * as login from './login-commands'
import * as passive from './passive-commands'
import { type Reply, reply } from './reply'
import * as security from './security-commands'
import type { Handler, Session } from './session'
import * as setting from './setting-commands'
import * as upload from './upload-commands'

/** In this order; each includes those before it. */
type Need = 'nothing' | 'encryption' | 'login' | 'protection'

const handlers: Readonly<Record<Need, Readonly<Record<string, Handler>>>> = {
  nothing: {
    AUTH: security.auth,
    CCC: security.clearControl,
    CLNT: setting.clientName,
    FEAT: setting.features,
    HELP: setting.help,
    NOOP: setting.nothing,
    OPTS: setting.options,
    PBSZ: security.bufferSize,
    PROT: security.protection,
    QUIT: setting.quit,
    SYST: setting.system,
  },
  encryption: { PASS: login.pass, USER: login.user },
  login: {
    ABOR: setting.abort,
    ALLO: setting.allocate,
    CDUP: file.changeFolderUp,
    CWD: file.changeFolder,
    DELE: file.remove,
    EPRT: passive.active,
    MDTM: file.modifiedAt,
    MFMT: file.setModifiedAt,
    MKD: file.makeFolder,
    MLST: file.facts,
    MODE: setting.mode,
    PORT: passive.active,
    PWD: file.printFolder,
    REST: upload.restart,
    RMD: file.removeFolder,
    RNFR: file.renameFrom,
    RNTO: file.renameTo,
    SITE: setting.site,
    SIZE: file.size,
    STAT: status,
    STOU: setting.notOffered,
    STRU: setting.structure,
    TYPE: setting.type,
    XPWD: file.printFolder,
  },
  protection: {
    APPE: upload.append,
    EPSV: passive.extendedPassive,
    LIST: listing('long'),
    MLSD: listing('facts'),
    NLST: listing('names'),
    PASV: passive.passive,
    RETR: retrieve,
    STOR: upload.store,
  },
}

const known = new Map(
  Object.entries(handlers).flatMap(([need, group]) =>
    Object.entries(group).map(([verb, handler]) => [verb, { need: need as Need, handler }] as const),
  ),
)

/** Obeys one command, or says why not. */
export async function answer(session: Session, { verb, argument }: Command): Promise<Reply> {
  const found = known.get(verb)
  if (!found) return noteMistake(session, verb === '' ? 'This is no command' : 'This command is not known')
  if (found.need === 'encryption' && !session.isEncrypted) session.record.strangerTrouble('plain-ftp')
  const missing = whatIsMissing(session, found.need)
  if (missing) return missing
  // A rename is two commands, one right after the other (RFC 959, section 5.4).
  if (verb !== 'RNTO') session.renameFrom = undefined
  return found.handler(session, argument)
}

function whatIsMissing({ isEncrypted, login, isProtected }: Session, need: Need): Reply | undefined {
  if (need === 'nothing') return undefined
  if (!isEncrypted) return reply(530, 'Use AUTH TLS first: names, passwords and files are never taken in the clear')
  if (need === 'encryption') return undefined
  if (!login) return reply(530, 'Sign in first')
  if (need === 'login' || isProtected) return undefined
  return reply(521, 'Data connections must be encrypted: use PBSZ 0 and PROT P first')
}

function noteMistake(session: Session, sentence: string): Reply {
  session.mistakes += 1
  if (session.mistakes > session.parts.limits.mistakesMax) throw new MalformedLine('too many unknown commands')
  return reply(500, sentence)
}
