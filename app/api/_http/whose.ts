// To which account the thing named in a path belongs, before anything of it is read. A key of an account is only ever
// looked up within its own account, so that another account's id is answered exactly like an unknown one.
import { accountById } from '@/lib/accounts/accounts'
import type { Account } from '@/lib/accounts/account'
import type { Caller } from '@/lib/accounts/caller'
import { isId } from '@/lib/accounts/is-id'
import { may, type Action } from '@/lib/accounts/permissions'
import { db } from '@/lib/platform/db'
import { refuse, type Refusal } from './problem'

type Owned = { accountId: string } | null

/** Where each kind of id is found; {account} stands for itself. */
const owners: Readonly<Record<string, (id: string) => Promise<Owned>>> = {
  job: (id) => db.importJob.findUnique({ where: { id }, select: { accountId: true } }),
  template: (id) => db.template.findUnique({ where: { id }, select: { accountId: true } }),
  delivery: (id) => db.delivery.findUnique({ where: { id }, select: { accountId: true } }),
  run: (id) => db.run.findUnique({ where: { id }, select: { accountId: true } }),
}

/** Parameters that are ids; all others are names. */
export const idParams: ReadonlySet<string> = new Set([
  'account',
  'transferLogin',
  'pullSource',
  'pullTurn',
  ...Object.keys(owners),
])

/** The account a path belongs to, if the caller may do this there. */
export async function accountOfPath(
  caller: Caller,
  action: Action,
  params: Readonly<Record<string, string>>,
): Promise<Account | Refusal> {
  const accountId = await ownerOf(caller, params)
  const account = accountId && (await accountById(accountId))
  if (!account) return refuse('not-found')
  if (may(caller, action, account.id)) return account
  return refuse(caller.accountId === account.id ? 'forbidden' : 'not-found')
}

async function ownerOf(caller: Caller, params: Readonly<Record<string, string>>): Promise<string | undefined> {
  if (Object.entries(params).some(([name, value]) => idParams.has(name) && !isId(value))) return undefined
  if (params.account !== undefined) return params.account
  if (caller.accountId !== null) return caller.accountId
  const [name, id] = Object.entries(params).find(([param]) => param in owners) ?? []
  const owned = name && id ? await owners[name]?.(id) : null
  return owned?.accountId
}
