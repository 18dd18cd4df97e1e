// How a version came to be, where a person did not simply change it. Kept as data; the words are templates.origin.<kind>.
import { z } from 'zod'

export const versionOriginSchema = z.discriminatedUnion('kind', [
  /** Says again what an earlier version of the same template said. */
  z.object({ kind: z.literal('restored'), version: z.number().int() }),
  /** Of another template of the account, as it was called then. */
  z.object({ kind: z.literal('copied'), templateId: z.string(), name: z.string(), version: z.number().int() }),
  /** Read from a template file. */
  z.object({ kind: z.literal('imported') }),
  /** Somebody accepted the mapping that a held run proposed. */
  z.object({ kind: z.literal('accepted-columns'), runId: z.string() }),
  /** Saved to run beside the version in use. */
  z.object({ kind: z.literal('candidate') }),
  /** Ran beside the version in use, and was put in its place. */
  z.object({ kind: z.literal('promoted'), version: z.number().int() }),
])

export type VersionOrigin = z.output<typeof versionOriginSchema>

/** What a stored origin says; null where there is none, or it is of a kind this release does not know. */
export function readOrigin(stored: unknown): VersionOrigin | null {
  return versionOriginSchema.safeParse(stored).data ?? null
}

/** The longest note, in characters. */
export const NOTE_LENGTH_MAX = 500

/** Who made a version, and why. */
export type VersionReason = {
  /** The member; nobody where a program did. */
  readonly by?: string | null
  /** In the person's words. */
  readonly note?: string | null
  readonly origin?: VersionOrigin | null
}

/** What a version keeps of its reason: a blank note is none. */
export function reasonData({ by, note, origin }: VersionReason) {
  const text = note?.trim().slice(0, NOTE_LENGTH_MAX)
  return { createdById: by ?? null, note: text ? text : null, ...(origin ? { origin } : {}) }
}
