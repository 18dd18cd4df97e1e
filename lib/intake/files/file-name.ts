// Which names a client may use; which of them are only a stage on the way to the real one is said in lib/deliveries.
// Names stay exactly the bytes the client sent: a template matches on them, so nothing here is folded or normalised.

export { isTemporaryName } from '@/lib/deliveries/temporary-name'

const NAME_BYTES_MAX = 255
// Control characters, line and paragraph separators, half a surrogate pair, and both slashes.
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}/\\]/u

/** Whether the text can be the name of a file in the inbox: 1 to 255 bytes, no control character, no slash, not a folder. */
export function isFileName(name: string): boolean {
  if (name === '' || name === '.' || name === '..') return false
  return !FORBIDDEN.test(name) && Buffer.byteLength(name) <= NAME_BYTES_MAX
}
