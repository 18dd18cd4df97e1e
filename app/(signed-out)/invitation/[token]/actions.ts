'use server'

import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FormState } from '@/components/forms/form-state'
import { addressOf } from '@/components/ui/pagination'
import { acceptInvitation } from '@/lib/accounts/invitations'

const input = z.object({ password: z.string().max(4000) })

export async function choosePassword(token: string, _: FormState, data: FormData): Promise<FormState> {
  const { password } = input.parse(Object.fromEntries(data))
  const result = await acceptInvitation(z.string().max(200).parse(token), password)
  if (result.ok) redirect(addressOf('/sign-in', { email: result.member.email }))
  const words = await getTranslations('signIn.invitation')
  if (result.reason === 'password') return { errors: { password: words(`problems.${result.problem}`) } }
  return { error: words(`reasons.${result.reason}`) }
}
