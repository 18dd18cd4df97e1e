// Names that are only a stage on the way to the real one: those of curl scripts, WinSCP and common exporters, and dot names
// (transfer rules, rule 2).
const TEMPORARY_ENDING = /\.(part|filepart|tmp|new)$/i

/** Whether a file of this name waits for a rename instead of being delivered when it is whole. */
export function isTemporaryName(name: string): boolean {
  return name.startsWith('.') || TEMPORARY_ENDING.test(name)
}
