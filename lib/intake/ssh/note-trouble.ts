// What is told of a connection that ssh2 gave up: to the log, and in its record to the people who look for the reason.
import { log } from '@/lib/platform/log'
import type { SessionRecord } from '../visitors/session-record'
import { noCommonAlgorithm } from './no-common-algorithm'
import type { Offered } from './offered-algorithms'

export type SshError = Error & { readonly level?: string }

type Handshake = {
  readonly address: string
  readonly offered: Offered | undefined
  readonly legacyAlgorithms: boolean
}

/** The errors of ssh2 have a level; at the key exchange it is always the same trouble. */
export function noteTrouble(record: SessionRecord, { level, message }: SshError, handshake: Handshake): void {
  if (level !== 'handshake') record.strangerTrouble('broken', message)
  else record.strangerTrouble('algorithms', whyNoAlgorithm(record, handshake) ?? message)
  record.endingBecause(level === 'client-socket' ? 'reset' : 'broken')
}

function whyNoAlgorithm(record: SessionRecord, { address, offered, legacyAlgorithms }: Handshake): string | undefined {
  const why = offered && noCommonAlgorithm(offered, { legacy: legacyAlgorithms })
  if (why) log.warn({ address, client: record.clientName, why }, 'no common algorithm over SFTP')
  return why
}
