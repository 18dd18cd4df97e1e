'use server'

import { headers } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FormState } from '@/components/forms/form-state'
import { changePassword } from '@/lib/accounts/authenticate-member'
import { signOutEverywhere } from '@/lib/accounts/members'
import { clientAddress } from '@/lib/auth/client-address'
import { requireMember } from '@/lib/auth/session'

const input = z.object({ current: z.string().max(4000), chosen: z.string().max(4000) })

/** Changes the password of whoever asks. Every session ends, this one too: the browser signs in again. */
export async function changeOwnPassword(_: FormState, data: FormData): Promise<FormState> {
  const caller = await requireMember()
  const { current, chosen } = input.parse(Object.fromEntries(data))
  const result = await changePassword(caller.memberId, current, chosen, clientAddress(await headers()))
  if (result.ok) return { done: 'changed' }
  const words = await getTranslations('ownSignIn.password')
  const problems = await getTranslations('signIn.invitation')
  if (result.reason === 'password') return { errors: { chosen: problems(`problems.${result.problem}`) } }
  if (result.reason === 'slowed') return { error: words('slowed', { seconds: result.waitSeconds }) }
  return { errors: { current: words('wrong') } }
}

/** Ends every session of whoever asks, in every browser. */
export async function endOwnSessions(): Promise<void> {
  const caller = await requireMember()
  await signOutEverywhere(caller.memberId)
}
