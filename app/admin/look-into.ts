'use server'

import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import { openAccount } from '@/lib/auth/account-in-view'
import { requireOperator } from '@/lib/auth/session'

const input = z.object({
  accountId: z.uuid(),
  /** A page of the account: never an address elsewhere. */
  to: z.string().regex(/^\/(?:$|[\w-][\w/-]*$)/),
})

/** Opens an account for the operator and leads to one of its pages. */
export async function lookInto(accountId: string, to: string): Promise<void> {
  const caller = await requireOperator()
  const wanted = input.parse({ accountId, to })
  if (!(await openAccount(caller, wanted.accountId))) notFound()
  redirect(wanted.to)
}
