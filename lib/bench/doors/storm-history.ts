// What has to be true after a storm, however often anything died in it: of what senders were told, what was recorded, what
// had an effect, and what a reader saw meanwhile (after Jepsen's set and total-queue checkers). Arithmetic alone.

export type SentFile = {
  readonly account: string
  readonly night: number
  readonly sha256: string
  readonly told: boolean
}
export type RecordedFile = {
  readonly account: string
  readonly sha256: string
  readonly outcome: string | null
  /** Runs of it that were applied and changed something. */
  readonly effects: number
  readonly messages: number
}
/** The roster of one account as a reader saw it at one moment: which nights, and how many rows of each. */
export type Look = { readonly account: string; readonly nights: readonly { night: number; rows: number }[] }

export type Verdict = {
  /** Told "stored", and not recorded. */
  readonly lost: number
  /** Had an effect more than once, or was told of more than once. */
  readonly twice: number
  /** A reader saw part of a file, or of two. */
  readonly partial: number
  /** A reader saw an older file after a newer one. */
  readonly back: number
  /** Recorded, and never sent like that. */
  readonly unexpected: number
  /** Recorded, and without an end. */
  readonly unfinished: number
  /** Set aside as failed: told to operators, and to be run again by them. */
  readonly setAside: number
  /** The last file that was told "stored" is not what the roster holds. */
  readonly stale: number
  /** Not told "stored", and recorded all the same: allowed, the repeat is harmless. */
  readonly recovered: number
}

export type StormHistory = {
  readonly sent: readonly SentFile[]
  readonly recorded: readonly RecordedFile[]
  readonly looks: readonly Look[]
  readonly rowsOfAFile: number
}

const key = ({ account, sha256 }: { account: string; sha256: string }) => `${account} ${sha256}`

/** Judges a storm. @param history.looks in the order in which they were taken; the last of an account is its end. */
export function judgeStorm({ sent, recorded, looks, rowsOfAFile }: StormHistory): Verdict {
  const sentKeys = new Set(sent.map(key))
  const recordedKeys = new Set(recorded.map(key))
  const effects = new Map<string, number>()
  for (const file of recorded) effects.set(key(file), (effects.get(key(file)) ?? 0) + file.effects)
  const count = <T>(all: readonly T[], isSo: (one: T) => boolean) => all.filter(isSo).length
  const isWhole = ({ nights }: Look) => nights.length === 0 || (nights.length === 1 && nights[0]?.rows === rowsOfAFile)
  return {
    lost: count(sent, (file) => file.told && !recordedKeys.has(key(file))),
    twice: count([...effects.values()], (number) => number > 1) + count(recorded, ({ messages }) => messages > 1),
    partial: count(looks, (look) => !isWhole(look)),
    back: stepsBack(looks),
    unexpected: count(recorded, (file) => !sentKeys.has(key(file))),
    unfinished: count(recorded, ({ outcome }) => outcome === null),
    setAside: count(recorded, ({ outcome }) => outcome === 'failed'),
    stale: staleAccounts(sent, looks),
    recovered: count(sent, (file) => !file.told && recordedKeys.has(key(file))),
  }
}

const nightOf = ({ nights }: Look) => Math.max(0, ...nights.map(({ night }) => night))

function stepsBack(looks: readonly Look[]): number {
  const latest = new Map<string, number>()
  let steps = 0
  for (const look of looks) {
    const before = latest.get(look.account) ?? 0
    if (nightOf(look) < before) steps += 1
    latest.set(look.account, Math.max(before, nightOf(look)))
  }
  return steps
}

function staleAccounts(sent: readonly SentFile[], looks: readonly Look[]): number {
  const accounts = [...new Set(sent.map(({ account }) => account))]
  return accounts.filter((account) => {
    const told = sent.filter((file) => file.account === account && file.told).map(({ night }) => night)
    const end = looks.findLast((look) => look.account === account)
    return Math.max(0, ...told) > (end ? nightOf(end) : 0)
  }).length
}
