/** The object without keys that are undefined or named. */
export function without(object: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object).filter(([key, value]) => value !== undefined && !names.includes(key)),
  )
}
