'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FormState } from '@/components/forms/form-state'
import { liftPenaltyOfLogin } from '@/lib/accounts/login-penalties'
import { memberFor } from '../../../member'

const input = z.object({ against: z.enum(['name', 'address']), client: z.string().max(100) })

/** Lets the next try through at once. */
export async function liftWait(loginId: string, penalty: z.input<typeof input>): Promise<FormState> {
  const { account } = await memberFor('manage-transfer-logins')
  const words = await getTranslations('sessions.penalties')
  if (!(await liftPenaltyOfLogin(account.id, loginId, input.parse(penalty)))) return { error: words('gone') }
  revalidatePath(`/transfers/${loginId}/sessions`)
  return {}
}
