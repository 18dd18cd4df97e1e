// Which names a client may use, and which of them are only a stage on the way to the real one.
// Names stay exactly the bytes the client sent: a template matches on them, so nothing here is folded or normalised.

const NAME_BYTES_MAX = 255
// Control characters, line and paragraph separators, half a surrogate pair, and both slashes.
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}/\\]/u
const TEMPORARY_ENDING = /\.(part|filepart|tmp|new)$/i

/** Whether the text can be the name of a file in the inbox: 1 to 255 bytes, no control character, no slash, not a folder. */
export function isFileName(name: string): boolean {
  if (name === '' || name === '.' || name === '..') return false
  return !FORBIDDEN.test(name) && Buffer.byteLength(name) <= NAME_BYTES_MAX
}

/**
 * Whether a file of this name waits for a rename instead of being delivered when it is closed.
 * The endings are those of curl scripts, WinSCP and common exporters, and dot names (transfer rules, rule 2).
 */
export function isTemporaryName(name: string): boolean {
  return name.startsWith('.') || TEMPORARY_ENDING.test(name)
}
