// What a stored file is known by. A storage key names the file and carries the key it is sealed with, itself sealed
// (wrapped) with the installation's master key:
//
//     <id of the file>.<id of the master key>.<wrapped key>
//
// So the key of a file lives exactly where the file is referred to: in the row of its delivery or sample, and until there
// is one in the record of an upload on its way. It is not among the stored files, and whoever forgets the reference has
// destroyed the file, in every copy and backup of it. Files from before they were sealed have their id alone.
import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import { masterKeys } from '../master-keys'
import { KEY_BYTES } from './sealed-format'

const NONCE_BYTES = 12
const TAG_BYTES = 16
const PATTERN =
  /^(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.(?<masterKeyId>[0-9a-f]{8})\.(?<wrapped>[\w-]{80}))?$/

/** Thrown when a file cannot be opened because the master key of its time is not there. */
export class MasterKeyMissingError extends Error {
  override readonly name = 'MasterKeyMissingError'
}

/** Of what a storage key speaks; the key is undefined for a file that is not sealed. */
export type KeyedFile = { readonly id: string; readonly key: Buffer | undefined }

/** Whether a text has the form of a storage key. */
export function isStorageKey(text: string): boolean {
  return PATTERN.test(text)
}

/** A new file's storage key. */
export function newStorageKey(): string {
  return storageKeyOf(randomUUID(), randomBytes(KEY_BYTES))
}

/** The file that a storage key names, without asking for its key. */
export function fileIdOf(storageKey: string): string {
  return partsOf(storageKey).id
}

/** Whether the file is sealed; one from before is not. */
export function isSealed(storageKey: string): boolean {
  return partsOf(storageKey).wrapped !== undefined
}

/**
 * The file that a storage key names, and its key.
 * @throws MasterKeyMissingError
 */
export function unwrap(storageKey: string): KeyedFile {
  const { id, masterKeyId, wrapped } = partsOf(storageKey)
  if (masterKeyId === undefined || wrapped === undefined) return { id, key: undefined }
  const { keys, file } = masterKeys()
  const master = keys.find((candidate) => candidate.id === masterKeyId)
  if (!master) {
    throw new MasterKeyMissingError(
      `The master key ${masterKeyId} is not in ${file}, and stored file ${id} was sealed under it: ` +
        'put its line back from a backup, behind the line that is in use now.',
    )
  }
  const bytes = Buffer.from(wrapped, 'base64url')
  const cipher = createDecipheriv('aes-256-gcm', master.key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
  cipher.setAAD(Buffer.from(id))
  cipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  const key = cipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES))
  try {
    cipher.final()
  } catch (error) {
    throw new Error(`the key of stored file ${id} is not as it was kept`, { cause: error })
  }
  return { id, key }
}

/**
 * The same file under the master key of today.
 * @returns undefined if that is so already, or it is not sealed.
 * @throws MasterKeyMissingError
 */
export function rewrapped(storageKey: string): string | undefined {
  const { masterKeyId } = partsOf(storageKey)
  if (masterKeyId === undefined || masterKeyId === masterKeys().current.id) return undefined
  const { id, key } = unwrap(storageKey)
  return key && storageKeyOf(id, key)
}

function storageKeyOf(id: string, key: Buffer): string {
  const { current } = masterKeys()
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', current.key, nonce)
  cipher.setAAD(Buffer.from(id))
  const wrapped = Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()])
  return `${id}.${current.id}.${wrapped.toString('base64url')}`
}

function partsOf(storageKey: string): { id: string; masterKeyId: string | undefined; wrapped: string | undefined } {
  const { id, masterKeyId, wrapped } = PATTERN.exec(storageKey)?.groups ?? {}
  if (id === undefined) throw new Error('not a storage key')
  return { id, masterKeyId, wrapped }
}
