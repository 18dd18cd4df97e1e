// Whose folder it is: fronts and watched folders name a transfer login in either of its two spellings.
import { withoutSecrets, type TransferLogin } from '@/lib/accounts/transfer-logins'
import { readUserName } from '@/lib/accounts/transfer-user-name'
import { db } from '@/lib/platform/db'

/** The login of a user name, or null. Its secrets stay in the database. */
export async function loginOf(userName: string): Promise<TransferLogin | null> {
  const sftpUserName = readUserName(userName)
  if (!sftpUserName) return null
  return db.transferLogin.findUnique({ where: { sftpUserName }, omit: withoutSecrets })
}

export type WatchedLogin = Pick<TransferLogin, 'id' | 'accountId' | 'sftpUserName' | 'disabledAt'>

/** The logins of some user names in the spelling of SFTP, by name. */
export async function loginsNamed(sftpUserNames: readonly string[]): Promise<Map<string, WatchedLogin>> {
  const rows = await db.transferLogin.findMany({
    where: { sftpUserName: { in: [...new Set(sftpUserNames)] } },
    select: { id: true, accountId: true, sftpUserName: true, disabledAt: true },
  })
  return new Map(rows.map((row) => [row.sftpUserName, row]))
}

/** Whether a folder belongs to a login, in whichever spelling it is named. */
export function isFolderOf(folder: string, sftpUserName: string): boolean {
  return readUserName(folder) === sftpUserName
}
