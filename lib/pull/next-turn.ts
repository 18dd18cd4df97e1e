// When a source is visited next: by its schedule; sooner, with growing pauses, while something passing is in the way; not
// more often than once an hour while a person has to do something.
import { secondsFrom } from '@/lib/platform/clock'
import { nextMoment, type Schedule } from './schedule'
import { isPassing, type TroubleReason } from './trouble'

const FIRST_PAUSE_SECONDS = 120
const LONGEST_PAUSE_SECONDS = 3600
const LASTING_PAUSE_SECONDS = 3600
/** A file that grows, and what did not fit into one turn, are looked at again so soon. */
const SOON_SECONDS = 120

export type Rhythm = { readonly schedule: Schedule; readonly timeZone: string }

/** By the schedule alone; null if no moment ever comes. */
export function nextByClock({ schedule, timeZone }: Rhythm, now: Date): Date | null {
  return nextMoment(schedule, timeZone, now) ?? null
}

/** After a turn that went well. @param isUnfinished something was left for soon. */
export function nextAfterSuccess(rhythm: Rhythm, now: Date, isUnfinished: boolean): Date | null {
  const byClock = nextByClock(rhythm, now)
  return isUnfinished ? earlier(byClock, secondsFrom(now, SOON_SECONDS)) : byClock
}

/** After a turn that failed. @param failures in a row, this one included. */
export function nextAfterFailure(rhythm: Rhythm, now: Date, reason: TroubleReason, failures: number): Date | null {
  if (isPassing(reason)) {
    const pause = Math.min(FIRST_PAUSE_SECONDS * 2 ** Math.min(failures - 1, 16), LONGEST_PAUSE_SECONDS)
    return earlier(nextByClock(rhythm, now), secondsFrom(now, pause))
  }
  return nextByClock(rhythm, secondsFrom(now, LASTING_PAUSE_SECONDS))
}

const earlier = (one: Date | null, other: Date) => (one && one < other ? one : other)
