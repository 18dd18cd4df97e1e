'use server'

import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { FormState } from '@/components/forms/form-state'
import { newAccountSchema } from '@/lib/accounts/account'
import { createAccount } from '@/lib/accounts/accounts'
import { openAccount } from '@/lib/auth/account-in-view'
import { requireOperator } from '@/lib/auth/session'

/** Makes the account, opens it, and leads to the invitation of its first administrator. */
export async function createDistrict(_: FormState, data: FormData): Promise<FormState> {
  const caller = await requireOperator()
  const words = await getTranslations('admin.newAccount.problems')
  const read = newAccountSchema.safeParse(Object.fromEntries(data))
  if (!read.success) {
    const fields = ['name', 'slug', 'state', 'timeZone'] as const
    const wrong = fields.filter((field) => read.error.issues.some((issue) => issue.path[0] === field))
    return { errors: Object.fromEntries(wrong.map((field) => [field, words(`fields.${field}`)])) }
  }
  const created = await createAccount(read.data)
  if (!created.ok) return { errors: { slug: words('exists') } }
  await openAccount(caller, created.account.id)
  redirect('/settings/members/new')
}
