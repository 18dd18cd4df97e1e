'use server'

import { redirect } from 'next/navigation'
import { closeAccount } from '@/lib/auth/account-in-view'
import { requireOperator } from '@/lib/auth/session'

/** An operator goes back from an account to all of them. */
export async function leaveAccount(): Promise<void> {
  await requireOperator()
  await closeAccount()
  redirect('/admin')
}
