// What can go wrong with somebody else's server, and who can mend it. The sentences are pull.trouble.<reason> in lib/words.
import { z } from 'zod'

/** Comes and goes: tried again by itself, and told only when it stays. */
const passing = ['unreachable', 'timed-out', 'connection-lost', 'server-error', 'cut-short', 'unexpected'] as const

export const troubleReasons = [
  ...passing,
  // A person has to do something about these, here or there: they are told at once.
  'no-such-name',
  'address-not-allowed',
  'key-unknown',
  'key-changed',
  'certificate-untrusted',
  'certificate-changed',
  'certificate-expired',
  'no-tls',
  'no-common-algorithm',
  'sign-in-refused',
  'folder-missing',
  'list-refused',
  'too-many-files',
  'read-refused',
  'file-too-large',
  'after-refused',
  'no-templates',
  'login-disabled',
  'secret-unreadable',
] as const
export type TroubleReason = (typeof troubleReasons)[number]

export type TroubleParams = Readonly<Record<string, string | number>>

/** As it is stored with a turn; read it with troubleNote. */
const noteSchema = z.object({
  reason: z.enum(troubleReasons),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
})
export type TroubleNote = z.output<typeof noteSchema>

/** The trouble stored with a turn; null where there was none. */
export function troubleNote(stored: unknown): TroubleNote | null {
  return noteSchema.safeParse(stored).data ?? null
}

/** Ends a turn: thrown by what speaks with the server, told to people. */
export class PullTrouble extends Error {
  constructor(
    readonly reason: TroubleReason,
    readonly params: TroubleParams = {},
  ) {
    super(reason)
  }
}

/** Whether waiting may help. */
export function isPassing(reason: TroubleReason): boolean {
  return (passing as readonly string[]).includes(reason)
}
