// What has to be typed into the system, and how a person knows that it is this server that answers.
import type { GuideContext } from './guide'
import type { Marked } from './marked'

export type ConnectionFact = {
  readonly id: string
  readonly term: string
  readonly value: string
  /** The value is to be copied as it is, and is code. */
  readonly isCopied: boolean
  readonly note?: string
}

export type Trust = {
  readonly text: Marked
  readonly prints: readonly { readonly label: string; readonly value: string; readonly old?: string }[]
  /** What the older form is called. */
  readonly oldLabel: string
}

export const CERTIFICATE_FILE = 'rollcall-certificate.pem'

export function connectionFacts(context: GuideContext): ConnectionFact[] {
  const { say, server, protocol, userName, system } = context
  const fact = (id: string, term: string, value: string, note?: string): ConnectionFact => ({
    ...{ id, term, value, isCopied: true },
    ...(note === undefined ? {} : { note }),
  })
  const said = (id: string, term: string, value: string): ConnectionFact => ({ id, term, value, isCopied: false })
  const { ftps } = server
  const isFtps = protocol === 'ftps' && ftps !== null
  return [
    said('protocol', say('connect.protocol'), say(isFtps ? 'connect.ftps' : 'connect.sftp')),
    fact('host', say('connect.host'), server.host),
    isFtps
      ? fact('port', say('connect.port'), String(ftps.explicitPort), implicitNote(context, ftps.implicitPort))
      : fact('port', say('connect.port'), String(server.sftpPort)),
    ...(isFtps ? [said('data', say('connect.data'), say('connect.dataText', portsOf(ftps.passivePorts)))] : []),
    fact('user', say('connect.user'), userName, say(isFtps ? 'connect.userFtps' : 'connect.userSftp')),
    said('password', say('connect.password'), say(system === 'openssh' ? 'connect.keyText' : 'connect.passwordText')),
    said('folder', say('connect.folder'), say('connect.folderText')),
  ]
}

const implicitNote = ({ say }: GuideContext, port: number) => say('connect.implicit', { port: String(port) })

/** Ports are no quantities: they take no separators. */
export const portsOf = ({ first, last }: { first: number; last: number }) => ({
  first: String(first),
  last: String(last),
})

export function trustOf({ say, server, protocol }: GuideContext): Trust {
  const oldLabel = say('trust.old')
  if (protocol === 'sftp') {
    const prints = server.hostKeys.map(({ type, sha256, md5 }) => ({ label: type, value: sha256, old: md5 }))
    return { oldLabel, text: say('trust.hostKeys'), prints }
  }
  const certificate = server.ftps?.certificate
  if (!certificate) return { oldLabel, text: say('trust.unreadable'), prints: [] }
  const text = certificate.isSelfSigned ? say('trust.selfSigned', { file: CERTIFICATE_FILE }) : say('trust.vouched')
  return { oldLabel, text, prints: [{ label: say('trust.certificate'), value: certificate.sha256 }] }
}
