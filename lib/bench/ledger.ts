// The book of what was measured: for each piece of work its value of each round, and what it is compared with.
import { sameRoundRatios, spreadOf, type Spread } from './figures'

/** What one round of one piece of work came to. */
export type Value = {
  readonly ms: number
  readonly wallMs?: number
  readonly phases?: Readonly<Record<string, number>>
  readonly nodeSeconds?: number
  readonly serverSeconds?: number
  readonly peakMegabytes?: number
  readonly walMegabytes?: number
  /** How late the event loop was, at its 99th percentile. */
  readonly loopDelayMs?: number | undefined
  /** Why the work did not end as it should have. */
  readonly trouble?: string
}

export type Work = {
  readonly name: string
  /** The work whose time of the same round this one's is divided by. */
  readonly comparedWith?: string
  /** At most so many times as long as that. */
  readonly must?: number
  readonly aim?: number
  /** At most so many MB. */
  readonly memoryMust?: number
  readonly note?: string
}

export type Entry = Work & { readonly values: (Value | undefined)[] }

export type Ledger = {
  /** Does a piece of work for a round and books it. What it throws is booked as its trouble and goes no further. */
  book(work: Work, round: number, measure: () => Promise<Value>): Promise<void>
  readonly entries: readonly Entry[]
}

/** @param tell says what is being done, for whoever waits. */
export function openLedger(tell: (line: string) => void): Ledger {
  const entries = new Map<string, Entry>()
  return {
    get entries() {
      return [...entries.values()]
    },
    async book(work, round, measure) {
      const entry = entries.get(work.name) ?? { ...work, values: [] }
      entries.set(work.name, entry)
      const value = await measure().catch((error: unknown) => ({ ms: NaN, trouble: reasonOf(error) }))
      entry.values[round] = value
      tell(`round ${round + 1}: ${work.name}: ${value.trouble ?? `${(value.ms / 1000).toFixed(2)} s`}`)
    },
  }
}

// Prisma's messages begin with blank lines and the place in the source; the reason stands last.
function reasonOf(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n')
  return lines.findLast((line) => line.trim() !== '')?.trim() ?? 'unknown reason'
}

/** Times of the rounds that went well. */
export function timesOf({ values }: Entry): (number | undefined)[] {
  return Array.from(values, (value) => (value && value.trouble === undefined ? value.ms : undefined))
}

/** How many times as long as what it is compared with; undefined where that was not measured. */
export function ratioOf(entry: Entry, entries: readonly Entry[]): Spread | undefined {
  const base = entries.find(({ name }) => name === entry.comparedWith)
  return base && spreadOf(sameRoundRatios(timesOf(entry), timesOf(base)))
}

type NumberName = 'nodeSeconds' | 'serverSeconds' | 'peakMegabytes' | 'walMegabytes' | 'wallMs' | 'loopDelayMs'

/** All values of one kind that were measured. */
export function allOf({ values }: Entry, name: NumberName): number[] {
  return values.flatMap((value) => (value?.trouble === undefined ? (value?.[name] ?? []) : []))
}
