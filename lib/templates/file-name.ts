// Which names a file may have. A name is kept exactly as it came and compared as bytes: nothing is trimmed, folded or
// normalised here. What no file system could have sent is refused, with its reason.

/** A file system's own limit, and ours. */
export const FILE_NAME_BYTES_MAX = 255

export type FileNameProblem = 'empty' | 'too-long' | 'slash' | 'control-character' | 'dots' | 'not-unicode'

/**
 * What keeps a text from being a file name, or null if nothing does.
 * @param name the exact name, without a path.
 */
export function fileNameProblem(name: string): FileNameProblem | null {
  if (name === '') return 'empty'
  if (/\p{Surrogate}/u.test(name)) return 'not-unicode'
  if (Buffer.byteLength(name, 'utf8') > FILE_NAME_BYTES_MAX) return 'too-long'
  if (/[/\\]/.test(name)) return 'slash'
  if (/\p{Cc}/u.test(name)) return 'control-character'
  return name === '.' || name === '..' ? 'dots' : null
}
