// A name that looks right and is not, to try what happens then.

/** The same name with the other case; a name that has no letters gets one. */
export function wrongName(name: string): string {
  const upper = name.toUpperCase()
  if (upper !== name) return upper
  const lower = name.toLowerCase()
  return lower === name ? `x${name}` : lower
}
