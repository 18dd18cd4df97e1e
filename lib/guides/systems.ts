// The systems there is a guide for, and the protocols each can speak as far as is known.

export const systems = [
  'powerschool',
  'skyward',
  'infinite-campus',
  'synergy',
  'aspen',
  'other',
  'winscp',
  'lftp',
  'curl',
  'openssh',
] as const

export type System = (typeof systems)[number]

export const protocols = ['sftp', 'ftps'] as const

export type Protocol = (typeof protocols)[number]

/** A student information system has pages to fill in; the others are scripts that a machine of the district runs. */
export function isScripted(system: System): boolean {
  return system === 'winscp' || system === 'lftp' || system === 'curl' || system === 'openssh'
}

/** PowerSchool's Remote Connection Manager and OpenSSH know SFTP alone. */
export function protocolsOf(system: System): readonly Protocol[] {
  return system === 'powerschool' || system === 'openssh' ? ['sftp'] : protocols
}

export function isSystem(text: string): text is System {
  return (systems as readonly string[]).includes(text)
}
