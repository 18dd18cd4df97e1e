'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FormState } from '@/components/forms/form-state'
import { createApiKey, revokeApiKey } from '@/lib/accounts/api-keys'
import { memberFor } from '../../member'

export type NewKeyState = FormState & { made?: string }

const input = z.object({ name: z.string().max(1000) })

export async function createKey(_: NewKeyState, data: FormData): Promise<NewKeyState> {
  const { account } = await memberFor('manage-settings')
  const words = await getTranslations('settings.keys.problems')
  const result = await createApiKey(account.id, input.parse(Object.fromEntries(data)).name)
  if (!result.ok) return result.reason === 'name' ? { errors: { name: words('name') } } : { error: words('too-many') }
  revalidatePath('/settings/api-keys')
  return { made: result.key }
}

export async function revoke(keyId: string): Promise<void> {
  const { account } = await memberFor('manage-settings')
  await revokeApiKey(account.id, keyId)
  revalidatePath('/settings/api-keys')
}
