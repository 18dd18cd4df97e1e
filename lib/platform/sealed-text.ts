// Short texts that we must be able to read again and nobody else may: passwords and keys of other people's servers. Sealed
// with AES-256-GCM by a key that lies in DATA_DIR, not in the database.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { foreignSecretsKey, SecretError } from './secrets'

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** Which way of sealing it is, for the day there is another. */
const VERSION = 'v1.'

const key = () => Buffer.from(foreignSecretsKey(), 'base64')

/**
 * Seals a text.
 * @param owner whose it is, such as a row's id: it opens for no other.
 */
export function sealText(text: string, owner: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, key(), nonce).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return VERSION + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/**
 * Opens a sealed text.
 * @throws SecretError if it was sealed by another installation or for another owner, or was changed.
 */
export function openText(sealed: string, owner: string): string {
  try {
    const bytes = Buffer.from(sealed.startsWith(VERSION) ? sealed.slice(VERSION.length) : '', 'base64')
    const decipher = createDecipheriv(ALGORITHM, key(), bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
    return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  } catch (error) {
    if (error instanceof SecretError) throw error
    throw new SecretError('A sealed secret cannot be opened: is DATA_DIR/secrets the one it was sealed with?')
  }
}
