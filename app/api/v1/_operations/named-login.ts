import { listTransferLogins, type TransferLogin } from '@/lib/accounts/transfer-logins'

/** A transfer login of the account by what a caller may know it by: its id, its name, or one of its user names. */
export async function namedLogin(accountId: string, wanted: string): Promise<TransferLogin | undefined> {
  const logins = await listTransferLogins(accountId)
  return logins.find(({ id, name, sftpUserName, ftpsUserName }) =>
    [id, name, sftpUserName, ftpsUserName].includes(wanted),
  )
}
