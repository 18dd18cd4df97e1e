// The master keys of the installation, under which the keys of stored files are wrapped: one line each in one file. The
// first is in use; those after it open what was sealed in their time. A new one is put before them by hand, and nobody
// has to be started again: the file is looked at whenever a key is needed.
import { createHash, randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import path from 'node:path'
import { env } from './env'
import { keepSecret, SecretError } from './secrets'

const KEY_BYTES = 32

export type MasterKey = {
  /** Made of the key, and tells nothing of it. */
  readonly id: string
  readonly key: Buffer
}

export type MasterKeys = {
  readonly current: MasterKey
  /** The current one, too. */
  readonly keys: readonly MasterKey[]
  /** Where they stand. */
  readonly file: string
}

let known: { readonly version: string; readonly keys: MasterKeys } | undefined

/**
 * The master keys there are; the first one is made at the first start.
 * @throws SecretError if the file cannot be used; the message says what to do.
 */
export function masterKeys(): MasterKeys {
  const file = env().masterKeyFile ?? path.join(env().dataDir, 'secrets', 'master-keys')
  const version = versionOf(file)
  if (known && version === known.version) return known.keys
  // A file that somebody names is somebody's to make: a wrong path must not end in another key.
  if (env().masterKeyFile && !version) throw new SecretError(`${file} (MASTER_KEY_FILE) is not there.`)
  const content = keepSecret(file, () => `${randomBytes(KEY_BYTES).toString('base64')}\n`)
  const keys = parse(content, file)
  const [current] = keys
  if (!current) throw new SecretError(`${file} has no master key: restore it from a backup.`)
  known = { version: versionOf(file), keys: { current, keys, file } }
  return known.keys
}

function versionOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false })
  return found ? `${file} ${found.ino} ${found.size} ${found.mtimeMs} ${found.mode}` : ''
}

function parse(content: string, file: string): MasterKey[] {
  return content.split('\n').flatMap((text, index) => {
    const line = text.trim()
    if (line === '' || line.startsWith('#')) return []
    const key = Buffer.from(line, 'base64')
    if (key.length !== KEY_BYTES || !/^[\w+/-]+=?$/.test(line)) {
      throw new SecretError(`Line ${index + 1} of ${file} is no master key: each is 32 random bytes in base64.`)
    }
    return [{ id: createHash('sha256').update(key).digest('hex').slice(0, 8), key }]
  })
}
