// How a password is kept and compared: argon2id of its NFC form, whole, never cut. What a good password is, is decided
// in password-rules.ts; how often one may be guessed, in guessing.ts.
import { randomBytes } from 'node:crypto'
import { hash, parseOptions, verify } from '@node-rs/argon2'

/** OWASP's first choice for argon2id: 19 MiB, two passes. Raise them here; older hashes are renewed at the next sign-in. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const

/** Longer input is refused before anything is computed from it. */
export const PASSWORD_BYTES_MAX = 1024
/** Hashing shares four threads with the file system; a flood of guesses must not take them all. */
const HASHES_AT_ONCE = 2
const WAITING_MAX = 1000

let running = 0
const waiting: (() => void)[] = []
let decoy: Promise<string> | undefined

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= HASHES_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

/** Whether so many passwords wait to be compared that another one must be refused for now. */
export function hashingIsBusy(): boolean {
  return waiting.length >= WAITING_MAX
}

/** Whether the text can be a password at all: not empty, no NUL, at most PASSWORD_BYTES_MAX bytes. Costs next to nothing. */
export function isPossiblePassword(password: string): boolean {
  if (password.length === 0 || password.length > PASSWORD_BYTES_MAX || password.includes('\0')) return false
  return Buffer.byteLength(password) <= PASSWORD_BYTES_MAX
}

/**
 * The argon2id hash to keep, in PHC notation.
 * @throws Error for a text that isPossiblePassword refuses.
 */
export async function hashPassword(password: string): Promise<string> {
  if (!isPossiblePassword(password)) throw new Error('This text cannot be a password.')
  return inTurn(() => hash(password.normalize('NFC'), parameters))
}

/**
 * Compares a password with a kept hash. Takes the same time where there is no hash (an unknown name): a decoy is compared.
 * @returns whether it matches, and a hash to keep instead where the kept one was made with older parameters.
 */
export async function checkPassword(
  password: string,
  kept: string | null,
): Promise<{ matches: boolean; renewed?: string }> {
  if (!isPossiblePassword(password)) return { matches: false }
  decoy ??= hashPassword(randomBytes(24).toString('base64'))
  const spare = await decoy
  const equal = await inTurn(() => verify(kept ?? spare, password.normalize('NFC')))
  if (kept === null || !equal) return { matches: false }
  return isOutdated(kept) ? { matches: true, renewed: await hashPassword(password) } : { matches: true }
}

function isOutdated(kept: string): boolean {
  const { memoryCost, timeCost, parallelism, outputLen } = parseOptions(kept)
  const { memoryCost: memory, timeCost: passes, parallelism: lanes, outputLen: length } = parameters
  return memoryCost < memory || timeCost < passes || parallelism !== lanes || outputLen < length
}
