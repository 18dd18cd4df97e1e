// What a client's path means: a file of the flat inbox, the outbox beside it, or a file in there. Paths are virtual: they are resolved to a name here and never
// joined to anything on disk.
import type { Refusal } from './account-files'

/** The name of the folder with the files to be fetched. */
export const OUTBOX = 'outbox'

const PATH_BYTES_MAX = 4096
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export type Target =
  | { readonly kind: 'inbox' }
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'outbox' }
  | { readonly kind: 'outbox-file'; readonly name: string }
  /** Something inside another folder, or a name with a slash at the end; there are no other folders. */
  | { readonly kind: 'nested' }
  | { readonly kind: 'invalid' }

/**
 * Resolves the path of an operation. A path that climbs and comes down again is invalid instead of being cleaned up.
 * @param from where the client is: in the inbox, or in the outbox.
 */
export function targetOf(path: Buffer, from: 'inbox' | 'outbox' = 'inbox'): Target {
  const text = decode(path)
  if (text === undefined) return { kind: 'invalid' }
  const parts = text.split('/').filter((part) => part !== '' && part !== '.')
  if (from === 'outbox' && !text.startsWith('/')) {
    // Out of it there is one way up; above the inbox there is nothing.
    if (parts[0] === '..') parts.shift()
    else parts.unshift(OUTBOX)
  }
  const name = parts[0]
  if (name === undefined || parts.every((part) => part === '..')) return { kind: 'inbox' }
  if (parts.includes('..')) return { kind: 'invalid' }
  if (name === OUTBOX) return inOutbox(parts.slice(1), text.endsWith('/'))
  if (parts.length > 1 || text.endsWith('/')) return { kind: 'nested' }
  return { kind: 'file', name }
}

function inOutbox([name, ...deeper]: readonly string[], isFolder: boolean): Target {
  if (name === undefined) return { kind: 'outbox' }
  return deeper.length > 0 || isFolder ? { kind: 'nested' } : { kind: 'outbox-file', name }
}

/** Why nothing can be written at a path that is not a file's. */
export function refusalOf(target: Exclude<Target, { kind: 'file' }>): Refusal {
  if (target.kind === 'outbox' || target.kind === 'outbox-file') return 'read-only'
  return target.kind === 'invalid' ? 'invalid-name' : 'no-folders'
}

/** The canonical form of a path for REALPATH, which also has to answer for what does not exist; undefined if it is no text. */
export function canonicalPath(path: Buffer): string | undefined {
  const text = decode(path)
  if (text === undefined) return undefined
  const parts: string[] = []
  for (const part of text.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}

function decode(path: Buffer): string | undefined {
  if (path.length > PATH_BYTES_MAX) return undefined
  try {
    const text = decoder.decode(path)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}
