// Accounts: made, found, listed, changed.
import { db, inTransaction, Prisma } from '@/lib/platform/db'
import {
  accountChangesSchema,
  newAccountSchema,
  toAccount,
  type Account,
  type AccountChanges,
  type NewAccount,
} from './account'
import { changeAccountSettings } from './account-settings'
import { isId } from './is-id'

const LIST_MAX = 200

/**
 * Makes an account.
 * @returns reason "exists" where slug and state are taken.
 * @throws ZodError for input that newAccountSchema refuses; the doors check it first.
 */
export async function createAccount(
  input: NewAccount,
): Promise<{ ok: true; account: Account } | { ok: false; reason: 'exists' }> {
  const data = newAccountSchema.parse(input)
  try {
    return { ok: true, account: toAccount(await db.account.create({ data })) }
  } catch (error) {
    if (isTaken(error)) return { ok: false, reason: 'exists' }
    throw error
  }
}

/** Whether the database refused a row because one like it exists. */
export function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}

/** The account, or null where there is none with this id. */
export async function accountById(accountId: string): Promise<Account | null> {
  if (!isId(accountId)) return null
  const row = await db.account.findUnique({ where: { id: accountId } })
  return row && toAccount(row)
}

/**
 * Accounts in the order they were made.
 * @param page.after the id of the last one already seen.
 * @param page.limit at most LIST_MAX.
 */
export async function listAccounts(page: { after?: string; limit?: number } = {}): Promise<Account[]> {
  const rows = await db.account.findMany({
    where: isId(page.after) ? { id: { gt: page.after } } : {},
    orderBy: { id: 'asc' },
    take: Math.min(Math.max(page.limit ?? LIST_MAX, 1), LIST_MAX),
  })
  return rows.map(toAccount)
}

/**
 * Changes what is given and leaves the rest; settings are merged key by key.
 * @returns null where there is no such account.
 * @throws ZodError for input that accountChangesSchema refuses; the doors check it first.
 */
export async function updateAccount(accountId: string, input: AccountChanges): Promise<Account | null> {
  const { settings, ...changes } = accountChangesSchema.parse(input)
  if (!isId(accountId)) return null
  return inTransaction(async (tx) => {
    await tx.$queryRaw`select 1 from accounts where id = ${accountId}::uuid for update`
    const row = await tx.account.findUnique({ where: { id: accountId } })
    if (!row) return null
    // From the input itself: a schema would fill in the defaults of what was not given.
    const merged = settings ? { settings: changeAccountSettings(toAccount(row).settings, input.settings ?? {}) } : {}
    return toAccount(await tx.account.update({ where: { id: accountId }, data: { ...changes, ...merged } }))
  })
}
