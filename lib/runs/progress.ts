// What people see of a run while it goes on: its state and counts, written at most every half second and outside of the
// run's own transaction, which nobody else can see into.
import { db, type Prisma } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import { noCounts, type RunCounts } from './run-counts'

const WRITE_EVERY_MS = 500

/** The states a run goes through by itself. */
export const runningStates = ['reading', 'checking', 'applying'] as const

export type Progress = {
  /** Tells how far the run is. Returns at once; what comes too soon after the last writing is left out. */
  show(counts: Partial<RunCounts>): void
  /** Writes that the next state has begun. */
  enter(state: (typeof runningStates)[number]): Promise<void>
  /** Waits for what is being written. Nothing may be shown afterwards, or it would wait for the run's own transaction. */
  stop(): Promise<void>
}

/** @param attempt of the run; another worker that took the run meanwhile is not disturbed. */
export function showProgress(run: { id: string; attempt: number }, begin: Partial<RunCounts>): Progress {
  let counts = { ...noCounts, ...begin }
  let writtenAt = performance.now()
  let writing: Promise<unknown> | undefined

  const write = (data: Prisma.RunUpdateManyMutationInput) => {
    writtenAt = performance.now()
    const where = { id: run.id, attempts: run.attempt, state: { in: [...runningStates] } }
    // Progress is for people: trouble with it must not cost the run.
    writing = db.run
      .updateMany({ where, data: { ...data, counts } })
      .catch(() => log.warn({ run: run.id }, 'the progress of a run could not be written'))
      .finally(() => (writing = undefined))
    return writing
  }
  return {
    show(next) {
      counts = { ...counts, ...next }
      if (!writing && performance.now() - writtenAt >= WRITE_EVERY_MS) void write({})
    },
    async enter(state) {
      await writing
      await write({ state })
    },
    stop: async () => void (await writing),
  }
}
