// The one place that asks what time it is, so that whoever needs the time can be handed another.

/** The time now. */
export function now(): Date {
  return new Date()
}

/** A later (or, with a negative number, earlier) moment. */
export function secondsFrom(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1000)
}
