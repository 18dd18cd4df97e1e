// Slows down guessing of passwords (NIST SP 800-63B-4 section 3.2.2). Failures are counted for a name at one address, for
// the name everywhere and for the address; the wait doubles with each. Nobody is locked out for good, and failures
// elsewhere never keep out a person who gives the right password at once. Keys (SSH, API) are not guessed and never slowed.
import { db } from '@/lib/platform/db'
import { now, secondsFrom } from '@/lib/platform/clock'
import { clientOf } from './network-address'

export type Guess = {
  /** Names of members and of transfer logins are counted apart. */
  readonly door: 'web' | 'transfer'
  readonly name: string
  readonly address: string
}

type Policy = { readonly freeTries: number; readonly firstWaitSeconds: number }

/** One person mistypes now and then. */
const atOneAddress: Policy = { freeTries: 3, firstWaitSeconds: 5 }
/** While a name is tried from everywhere, each address has one try. */
const underAttack: Policy = { freeTries: 1, firstWaitSeconds: 300 }
/** A school, or a vendor that sends for many districts, is one address. */
const fromOneAddress: Policy = { freeTries: 60, firstWaitSeconds: 2 }

const WINDOW_SECONDS = 30 * 60
const LONGEST_WAIT_SECONDS = 15 * 60
/** Failures of one name, from anywhere, that mean an attack. */
const ATTACK_FAILURES = 50
const NAME_LENGTH_MAX = 254
/** Looked at in one go. */
const PENALTIES_MAX = 2000
const subjectPattern = /^(?:transfer:(?<name>[^@]+)@(?<at>.+)|address:(?<client>.+))$/

const inHand = new Map<string, Promise<unknown>>()

const atAddress = (guess: Guess) => `${byName(guess)}@${clientOf(guess.address)}`
const byName = (guess: Guess) => `${guess.door}:${guess.name.slice(0, NAME_LENGTH_MAX)}`
const byAddress = (guess: Guess) => `address:${clientOf(guess.address)}`
const subjectsOf = (guess: Guess) => [atAddress(guess), byName(guess), byAddress(guess)]

/** Runs one try after the other for the same name and address, so that many at once cannot outrun the count. */
export async function oneTryAtATime<T>(guess: Guess, attempt: () => Promise<T>): Promise<T> {
  const key = atAddress(guess)
  const previous = inHand.get(key) ?? Promise.resolve()
  const current = previous.then(attempt, attempt)
  const settled = current.catch(() => undefined)
  inHand.set(key, settled)
  void settled.then(() => inHand.get(key) === settled && inHand.delete(key))
  return current
}

/** How many seconds to wait before the next try; 0: try now. The same for names that do not exist. */
export async function secondsToWait(guess: Guess): Promise<number> {
  const moment = now()
  const rows = await db.signInFailure.groupBy({
    by: ['subject'],
    where: { subject: { in: subjectsOf(guess) }, occurredAt: { gt: secondsFrom(moment, -WINDOW_SECONDS) } },
    _count: true,
    _max: { occurredAt: true },
  })
  const wait = (subject: string, policy: Policy) => {
    const row = rows.find((candidate) => candidate.subject === subject)
    return row?._max.occurredAt ? waitAfter(row._count, row._max.occurredAt, moment, policy) : 0
  }
  const attacked = (rows.find((row) => row.subject === byName(guess))?._count ?? 0) >= ATTACK_FAILURES
  return Math.max(wait(atAddress(guess), attacked ? underAttack : atOneAddress), wait(byAddress(guess), fromOneAddress))
}

function waitAfter(failures: number, last: Date, moment: Date, policy: Policy): number {
  if (failures < policy.freeTries) return 0
  const doublings = Math.min(failures - policy.freeTries, 20)
  const wait = Math.min(policy.firstWaitSeconds * 2 ** doublings, LONGEST_WAIT_SECONDS)
  const passed = (moment.getTime() - last.getTime()) / 1000
  // A clock that was set back must not make the wait longer than it was meant to be.
  return Math.max(0, Math.min(Math.ceil(wait - passed), wait))
}

/** What stands against the names and addresses of an account, or of the whole installation. */
export type Penalty = {
  /** For this name at this address alone, or for everybody at the address. */
  readonly against: 'name' | 'address'
  /** An IPv4 address, or the network of an IPv6 address. */
  readonly client: string
  /** Null: the address, whatever the name. */
  readonly name: string | null
  readonly failures: number
  readonly waitSeconds: number
}

/**
 * The penalties that make somebody wait right now at the doors, the longest first.
 * @param name as in Guess: against this name alone. Undefined: against any.
 */
export async function standingPenalties(name?: string): Promise<Penalty[]> {
  const moment = now()
  const rows = await db.signInFailure.groupBy({
    by: ['subject'],
    where: { occurredAt: { gt: secondsFrom(moment, -WINDOW_SECONDS) } },
    _count: true,
    _max: { occurredAt: true },
    orderBy: { _max: { occurredAt: 'desc' } },
    take: PENALTIES_MAX,
  })
  const counts = new Map(rows.map((row) => [row.subject, row._count]))
  const penalties = rows.flatMap((row): Penalty[] => {
    const found = subjectPattern.exec(row.subject)?.groups
    const who = found?.['name'] ?? null
    const client = found?.['at'] ?? found?.['client']
    if (!client || (who !== null && name !== undefined && who !== name)) return []
    const attacked = (counts.get(`transfer:${who}`) ?? 0) >= ATTACK_FAILURES
    const policy = who === null ? fromOneAddress : attacked ? underAttack : atOneAddress
    const waitSeconds = waitAfter(row._count, row._max.occurredAt ?? moment, moment, policy)
    const against = who === null ? 'address' : 'name'
    return waitSeconds > 0 ? [{ against, client, name: who, failures: row._count, waitSeconds }] : []
  })
  return penalties.toSorted((one, other) => other.waitSeconds - one.waitSeconds)
}

/** Forgets the failures behind a penalty: the next try is answered at once. */
export async function liftPenalty({ client, name }: Pick<Penalty, 'client' | 'name'>): Promise<void> {
  const subject = name === null ? `address:${client}` : `transfer:${name}@${client}`
  await db.signInFailure.deleteMany({ where: { subject } })
}

/** Counts a wrong password. */
export async function recordFailure(guess: Guess): Promise<void> {
  const occurredAt = now()
  await db.signInFailure.createMany({ data: subjectsOf(guess).map((subject) => ({ subject, occurredAt })) })
}

/** After the right password: what this person mistyped at this address is forgotten. */
export async function forgiveFailures(guess: Guess): Promise<void> {
  await db.signInFailure.deleteMany({ where: { subject: atAddress(guess) } })
}

/** Deletes failures that no longer count. @returns how many. */
export async function destroyOldFailures(): Promise<number> {
  const { count } = await db.signInFailure.deleteMany({
    where: { occurredAt: { lt: secondsFrom(now(), -WINDOW_SECONDS) } },
  })
  return count
}
