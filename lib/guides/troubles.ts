// What may go wrong on the way, by what the person sees.
import { portsOf } from './connection'
import type { GuideContext } from './guide'
import type { Marked } from './marked'
import { outcomeWord } from './outcome-word'

export type Trouble = { readonly id: string; readonly sign: string; readonly remedy: Marked }

export function troublesOf(context: GuideContext): Trouble[] {
  const { say, server, protocol, system, template, locale } = context
  const trouble = (id: string, params: Record<string, string> = {}): Trouble => ({
    id,
    sign: say(`troubles.${id}.sign`, params),
    remedy: say(`troubles.${id}.remedy`, params),
  })
  const isFtps = protocol === 'ftps'
  const loginKey = system === 'openssh' ? 'key' : protocol
  const outcomes = { held: outcomeWord('held', locale), rejected: outcomeWord('rejected', locale) }
  return [
    trouble('connect', { host: server.host, ports: portsInWords(context) }),
    trouble('trust'),
    { id: 'login', sign: say('troubles.login.sign'), remedy: say(`troubles.login.${loginKey}`) },
    isFtps ? trouble('tls') : trouble('old'),
    trouble('put', { size: sizeInWords(bytesMax(context), locale) }),
    trouble('name', { outcome: outcomeWord('no-template', locale), file: template.fileName }),
    trouble('held', outcomes),
  ]
}

function portsInWords({ say, server: { sftpPort, ftps }, protocol }: GuideContext): string {
  if (protocol === 'sftp' || !ftps) return say('troubles.portOne', { port: String(sftpPort) })
  const ports = { explicit: String(ftps.explicitPort), implicit: String(ftps.implicitPort) }
  return say('troubles.portsFtps', { ...ports, ...portsOf(ftps.passivePorts) })
}

/** Some types are for systems with limits of their own. */
function bytesMax({ uploadBytesMax, catalogue, template }: GuideContext): number {
  return Math.min(uploadBytesMax, catalogue.named(template.importType)?.maxBytes ?? Number.MAX_SAFE_INTEGER)
}

function sizeInWords(bytes: number, locale: string): string {
  const isGiga = bytes >= 1024 ** 3
  const value = bytes / (isGiga ? 1024 ** 3 : 1024 ** 2)
  const unit = isGiga ? 'gigabyte' : 'megabyte'
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value)
}
