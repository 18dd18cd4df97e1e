// Which waits stand against a transfer login, and lifting them. An administrator may lift what stands against a name of
// the account, and against an address that is the account's: one that the login has signed in from, or that it is allowed
// from and was tried from. To be allowed alone is not enough: a block may be as wide as everybody's addresses.
import { db } from '@/lib/platform/db'
import { type Penalty, liftPenalty, standingPenalties } from './guessing'
import { isId } from './is-id'
import { clientOf, isInBlocks } from './network-address'

type Login = { readonly id: string; readonly sftpUserName: string; readonly allowedAddresses: readonly string[] }

/** What stands against a login or an address of it; null where the account has no such login. */
export async function penaltiesOfLogin(accountId: string, transferLoginId: string): Promise<Penalty[] | null> {
  const login = await loginOf(accountId, transferLoginId)
  if (!login) return null
  const penalties = await standingPenalties(login.sftpUserName)
  if (penalties.every(({ against }) => against === 'name')) return penalties
  const own = await ownAddresses(login)
  return penalties.filter(({ against, client }) => against === 'name' || own(client))
}

/** Lifts one of them. False where there is none such, or no such login. */
export async function liftPenaltyOfLogin(
  accountId: string,
  transferLoginId: string,
  wanted: Pick<Penalty, 'against' | 'client'>,
): Promise<boolean> {
  const penalties = await penaltiesOfLogin(accountId, transferLoginId)
  const found = penalties?.find(({ against, client }) => against === wanted.against && client === wanted.client)
  if (!found) return false
  await liftPenalty(found)
  return true
}

async function loginOf(accountId: string, id: string): Promise<Login | null> {
  if (!isId(accountId) || !isId(id)) return null
  const select = { id: true, sftpUserName: true, allowedAddresses: true }
  return db.transferLogin.findFirst({ where: { id, accountId }, select })
}

async function ownAddresses({ id, allowedAddresses }: Login): Promise<(client: string) => boolean> {
  const sessions = await db.transferSession.findMany({
    where: { transferLoginId: id },
    select: { address: true, method: true },
    distinct: ['address', 'method'],
  })
  const tried = new Set(sessions.map(({ address }) => clientOf(address)))
  const signedIn = new Set(sessions.flatMap(({ address, method }) => (method ? clientOf(address) : [])))
  const isAllowed = (client: string) =>
    allowedAddresses.length > 0 && isInBlocks(client.replace(/\/64$/, ''), allowedAddresses)
  return (client) => signedIn.has(client) || (tried.has(client) && isAllowed(client))
}
