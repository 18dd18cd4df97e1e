// Transfer logins: a name and secret with which a district's system signs in to SFTP (and FTPS). The password is shown
// once, when it is made (transfer-passwords.ts). Signing in is decided in authorize-transfer.ts.
import type { TransferLogin as Row } from '@/lib/generated/prisma/client'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { isTaken } from './accounts'
import { generatePassword } from './generated-password'
import { isId } from './is-id'
import { isAddressBlock } from './network-address'
import { hashPassword } from './passwords'
import { PUBLIC_KEYS_MAX, readPublicKey, type PublicKeyProblem } from './public-key'
import { ftpsUserName, sftpUserName, transferLoginNamePattern } from './transfer-user-name'

const ADDRESS_BLOCKS_MAX = 50
const LOGINS_MAX = 200

/** What nobody reads but those who compare passwords. */
export const withoutSecrets = { passwordHash: true, previousPasswordHash: true } as const

/** A login without its secrets. */
export type TransferLogin = Omit<Row, keyof typeof withoutSecrets>

export type TransferLoginProblem =
  | { ok: false; reason: 'name' | 'exists' | 'too-many' | 'no-account' | 'rehearses' }
  | { ok: false; reason: 'public-key'; problem: PublicKeyProblem; index: number }
  | { ok: false; reason: 'address'; index: number }

type Access = { publicKeys?: readonly string[]; allowedAddresses?: readonly string[] }

/**
 * Makes a login with a generated password.
 * @param input.name small letters, digits and hyphens; the first part of the user name.
 * @param input.publicKeys as pasted, one key each.
 * @param input.allowedAddresses addresses and CIDR blocks; none: any address.
 * @param input.rehearses a login of the account; what comes through the new one is then checked as what comes through
 * that one would be, and never applied. It cannot be changed afterwards.
 * @returns the password, this once.
 */
export async function createTransferLogin(
  input: { accountId: string; name: string; rehearses?: string } & Access,
): Promise<{ ok: true; login: TransferLogin; password: string } | TransferLoginProblem> {
  if (!transferLoginNamePattern.test(input.name)) return { ok: false, reason: 'name' }
  const account = isId(input.accountId) ? await db.account.findUnique({ where: { id: input.accountId } }) : null
  if (!account) return { ok: false, reason: 'no-account' }
  const access = readAccess(input)
  if (!access.ok) return access
  if (input.rehearses !== undefined && !(await mayBeRehearsed(account.id, input.rehearses))) {
    return { ok: false, reason: 'rehearses' }
  }
  if ((await db.transferLogin.count({ where: { accountId: account.id } })) >= LOGINS_MAX)
    return { ok: false, reason: 'too-many' }
  const parts = { name: input.name, slug: account.slug, state: account.state }
  const password = generatePassword()
  const names = { sftpUserName: sftpUserName(parts), ftpsUserName: ftpsUserName(parts) }
  const data = {
    accountId: account.id,
    name: input.name,
    ...names,
    ...access.data,
    ...(input.rehearses ? { rehearsesId: input.rehearses } : {}),
    passwordHash: await hashPassword(password),
  }
  try {
    return { ok: true, login: await db.transferLogin.create({ data, omit: withoutSecrets }), password }
  } catch (error) {
    if (isTaken(error)) return { ok: false, reason: 'exists' }
    throw error
  }
}

async function mayBeRehearsed(accountId: string, id: string): Promise<boolean> {
  const login = await transferLoginById(accountId, id)
  return login !== null && login.rehearsesId === null
}

function readAccess(input: Access) {
  const publicKeys: string[] = []
  const texts = input.publicKeys ?? []
  const blocks = (input.allowedAddresses ?? []).map((text) => text.trim())
  if (texts.length > PUBLIC_KEYS_MAX || blocks.length > ADDRESS_BLOCKS_MAX)
    return { ok: false, reason: 'too-many' } as const
  for (const [index, text] of texts.entries()) {
    const key = readPublicKey(text)
    if (!key.ok) return { ok: false, reason: 'public-key', problem: key.reason, index } as const
    if (!publicKeys.includes(key.line)) publicKeys.push(key.line)
  }
  const wrong = blocks.findIndex((block) => !isAddressBlock(block))
  if (wrong >= 0) return { ok: false, reason: 'address', index: wrong } as const
  const data = {
    ...(input.publicKeys ? { publicKeys } : {}),
    ...(input.allowedAddresses ? { allowedAddresses: blocks } : {}),
  }
  return { ok: true, data } as const
}

/** The logins of an account, switched-off ones last, by name. */
export async function listTransferLogins(accountId: string): Promise<TransferLogin[]> {
  if (!isId(accountId)) return []
  const logins = await db.transferLogin.findMany({
    where: { accountId },
    orderBy: { name: 'asc' },
    omit: withoutSecrets,
  })
  return [...logins.filter((login) => !login.disabledAt), ...logins.filter((login) => login.disabledAt)]
}

/** The login, or null where the account has none with this id. */
export async function transferLoginById(accountId: string, id: string): Promise<TransferLogin | null> {
  if (!isId(accountId) || !isId(id)) return null
  return db.transferLogin.findFirst({ where: { id, accountId }, omit: withoutSecrets })
}

/** Replaces the public keys, the allowed addresses, or both. Null where the account has no such login. */
export async function updateTransferLogin(
  accountId: string,
  id: string,
  input: Access,
): Promise<{ ok: true; login: TransferLogin } | TransferLoginProblem | null> {
  const access = readAccess(input)
  if (!access.ok) return access
  const login = await change(accountId, id, access.data)
  return login && { ok: true, login }
}

/** Switches a login off: password and keys are refused from now on. Its name stays taken. */
export async function disableTransferLogin(accountId: string, id: string): Promise<TransferLogin | null> {
  return change(accountId, id, { disabledAt: now() })
}

/** Switches a login on again, with the secrets it had. */
export async function enableTransferLogin(accountId: string, id: string): Promise<TransferLogin | null> {
  return change(accountId, id, { disabledAt: null })
}

/** What a login finds in its outbox. Null where the account has no such login. */
export async function changeOutbox(
  accountId: string,
  id: string,
  outbox: Partial<Pick<Row, 'replyFiles' | 'getsCoursePlans'>>,
): Promise<TransferLogin | null> {
  return change(accountId, id, outbox)
}

type Changes = Partial<Pick<Row, 'disabledAt' | 'publicKeys' | 'allowedAddresses' | 'replyFiles' | 'getsCoursePlans'>>

async function change(accountId: string, id: string, data: Changes): Promise<TransferLogin | null> {
  if (!isId(accountId) || !isId(id)) return null
  const { count } = await db.transferLogin.updateMany({ where: { id, accountId }, data })
  return count === 0 ? null : transferLoginById(accountId, id)
}

/** Which of these logins may no longer be used, so that their open sessions can be cut. */
export async function endedTransferLogins(ids: readonly string[]): Promise<string[]> {
  const wanted = ids.filter(isId)
  if (wanted.length === 0) return []
  const open = await db.transferLogin.findMany({
    where: { id: { in: wanted }, disabledAt: null },
    select: { id: true },
  })
  return wanted.filter((id) => !open.some((login) => login.id === id))
}
