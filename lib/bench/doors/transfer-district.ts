// A district whose logins may sign in with one key, and the two servers' common secret: the key of the measurements.
import { createAccount } from '@/lib/accounts/accounts'
import { createTransferLogin } from '@/lib/accounts/transfer-logins'
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

export type ClientKey = { readonly file: string; readonly publicLine: string; readonly privateText: string }

/** The key clients sign in with, made once a folder, in OpenSSH's own format. */
export async function clientKey(folder: string): Promise<ClientKey> {
  const file = path.join(folder, 'client_key')
  if (!existsSync(file)) await promisify(execFile)('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file])
  return {
    file,
    publicLine: readFileSync(`${file}.pub`, 'utf8').trim(),
    privateText: readFileSync(file, 'utf8'),
  }
}

export type TransferLogin = {
  readonly id: string
  readonly accountId: string
  readonly sftpUserName: string
  readonly ftpsUserName: string
  readonly password: string
}

/** An account with so many logins, each with the key. */
export async function newLogins(key: ClientKey, count: number): Promise<TransferLogin[]> {
  const slug = `doors-${randomUUID().slice(0, 8)}`
  const made = await createAccount({ name: 'Measured Doors', slug, state: 'tx', timeZone: 'America/Chicago' })
  if (!made.ok) throw new Error(made.reason)
  const accountId = made.account.id
  const logins: TransferLogin[] = []
  for (let index = 0; index < count; index += 1) {
    const login = await createTransferLogin({ accountId, name: `door-${index}`, publicKeys: [key.publicLine] })
    if (!login.ok) throw new Error(login.reason)
    const { id, sftpUserName, ftpsUserName } = login.login
    logins.push({ id, accountId, sftpUserName, ftpsUserName, password: login.password })
  }
  return logins
}
