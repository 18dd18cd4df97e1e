// For tests only: how much processor time a piece of work takes, whatever else the machine does.

/** Well below the 11 ms of one argon2id hash, well above what varies between two equal pieces of work. */
export const SAME_WORK_MS = 5

/**
 * Does each piece of work in turn, several times.
 * @returns the least processor time of each in milliseconds: the rest is disturbance.
 */
export async function leastWork<Name extends string>(
  times: number,
  pieces: Record<Name, (index: number) => Promise<unknown>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(pieces) as Name[]
  const least = Object.fromEntries(names.map((name) => [name, Infinity])) as Record<Name, number>
  for (let index = 0; index < times; index += 1) {
    for (const name of names) {
      const before = process.cpuUsage()
      await pieces[name](index)
      const { user, system } = process.cpuUsage(before)
      least[name] = Math.min(least[name], (user + system) / 1000)
    }
  }
  return least
}
