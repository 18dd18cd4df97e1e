// Numbers that depend on nothing but a seed and a place, so that any row of any file can be made at any time, in any
// order, and a second run of the measurements works on the same bytes.

/** Thirty-two random bits a call, the same ones each time for the same seed and index. */
export function randomAt(seed: number, index: number): () => number {
  let state = mixed(mixed(seed) ^ Math.imul(index + 1, 0x9e3779b1))
  return () => {
    state = (state + 0x6d2b79f5) | 0
    return mixed(state)
  }
}

function mixed(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/** Of all, one by chance. */
export function oneOf<T>(all: readonly T[], random: number): T {
  return all[random % all.length] as T
}

const hex = (bits: number) => bits.toString(16).padStart(8, '0')

/** A GUID as student information systems make them: random, so that its order says nothing. */
export function guidAt(seed: number, index: number): string {
  const random = randomAt(seed, index)
  const [a, b, c, d] = [hex(random()), hex(random()), hex(random()), hex(random())]
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-9${c.slice(1, 4)}-${c.slice(4)}${d}`
}

/**
 * The place of an index in a shuffled order of `count`: each place exactly once, without a list of them in memory.
 */
export function shuffledPlace(index: number, count: number): number {
  const step = coprimeNear(Math.floor(count * 0.618), count)
  return Number((BigInt(index) * BigInt(step) + 7n) % BigInt(count))
}

function coprimeNear(wanted: number, count: number): number {
  let step = Math.max(1, wanted)
  while (greatestDivisor(step, count) !== 1) step += 1
  return step
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b)
}
