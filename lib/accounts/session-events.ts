// What can be said of a connection to the doors, as it is stored: codes, names and figures; words are made when it is
// shown. Never a password, never a byte of a file.
import { z } from 'zod'

/** How a client tried to prove who it is. */
export const signInMethods = ['password', 'publickey', 'other'] as const
export type SignInMethod = (typeof signInMethods)[number]

/** Why a sign-in was refused. */
export const signInTroubles = [
  /** The password is wrong, or the key is not listed. */
  'wrong-secret',
  'disabled',
  'address',
  /** Too many wrong passwords before. */
  'slowed',
  /** A key of a kind we do not take, such as RSA with SHA-1. */
  'key-kind',
  'signature',
  /** A way to sign in that we do not offer. */
  'method',
  /** Longer than any password of ours. */
  'too-long',
] as const
export type SignInTrouble = (typeof signInTroubles)[number]

/** Why a connection ended. */
export const sessionEndings = [
  'left',
  'reset',
  'idle',
  /** An upload was open, and next to nothing came. */
  'too-slow',
  'grace',
  'login-ended',
  'stopping',
  'too-many-tries',
  'too-many-sessions',
  'broken',
  /** The intake that had it is gone. */
  'lost',
] as const
export type SessionEnding = (typeof sessionEndings)[number]

/** Why a connection never got as far as naming a login. */
export const strangerTroubles = [
  'unknown-name',
  'no-name',
  'silent',
  'algorithms',
  'other-protocol',
  'plain-ftp',
  'tls-version',
  'tls-cipher',
  'certificate',
  'tls',
  'too-many-connections',
  'broken',
] as const
export type StrangerTrouble = (typeof strangerTroubles)[number]

const NAME_LENGTH_MAX = 255
const name = z.string().max(NAME_LENGTH_MAX)
const bytes = z.number().int().min(0)
const base = {
  /** Milliseconds since 1970; of several alike in a row the last. */
  at: z.number(),
  times: z.number().int().min(1).default(1),
}

export const sessionEventSchema = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('sign-in-refused'),
    method: z.enum(signInMethods),
    trouble: z.enum(signInTroubles),
    /** The fingerprint of the key that was offered, or its kind where that is the trouble. */
    key: name.optional(),
  }),
  z.object({
    ...base,
    kind: z.literal('signed-in'),
    method: z.enum(signInMethods),
    key: name.optional(),
    /** It was the old password, which a newer one has replaced: when it ends, in milliseconds since 1970. */
    passwordEnds: z.number().optional(),
  }),
  z.object({ ...base, kind: z.literal('listed'), files: z.number().int().min(0) }),
  z.object({ ...base, kind: z.literal('uploading'), name, bytes, milliseconds: bytes }),
  z.object({
    ...base,
    kind: z.literal('uploaded'),
    ...{ name, bytes, milliseconds: bytes },
    /** Where it was continued. */
    from: bytes,
    /** Stored under a temporary name: the rename delivers it. */
    waits: z.boolean(),
  }),
  z.object({ ...base, kind: z.literal('upload-cut'), name, bytes }),
  z.object({ ...base, kind: z.literal('upload-refused'), name, bytes, reason: z.string() }),
  z.object({ ...base, kind: z.literal('fetched'), name, bytes }),
  z.object({ ...base, kind: z.literal('renamed'), name, to: name }),
  z.object({ ...base, kind: z.literal('removed'), name }),
  /** Anything else that was not done. */
  z.object({ ...base, kind: z.literal('refused'), what: z.string(), name, reason: z.string() }),
])
export type SessionEvent = z.output<typeof sessionEventSchema>

/** Text of a client as it can be stored and shown: one line, no character that is not one, of bounded length. */
export function plainText(text: string, lengthMax = NAME_LENGTH_MAX): string {
  return text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd').slice(0, lengthMax)
}
