'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FormState } from '@/components/forms/form-state'
import { accountChangesSchema } from '@/lib/accounts/account'
import { updateAccount } from '@/lib/accounts/accounts'
import { memberFor } from '../member'

const addresses = z
  .string()
  .max(20_000)
  .transform((text) => text.split(/[\s,;]+/).filter((address) => address !== ''))

const input = z.object({
  name: accountChangesSchema.shape.name.unwrap(),
  timeZone: accountChangesSchema.shape.timeZone.unwrap(),
  locale: accountChangesSchema.shape.locale.unwrap(),
  reportRecipients: addresses.pipe(accountChangesSchema.shape.reportRecipients.unwrap()),
})

export async function saveAccount(_: FormState, data: FormData): Promise<FormState> {
  const { account } = await memberFor('manage-settings')
  const words = await getTranslations('settings.account')
  const read = input.safeParse(Object.fromEntries(data))
  if (!read.success) return { errors: errorsOf(read.error, words) }
  await updateAccount(account.id, read.data)
  revalidatePath('/', 'layout')
  return { done: words('saved') }
}

/** One sentence for each wrong field. */
function errorsOf(
  error: z.ZodError,
  words: (key: 'problems.name' | 'problems.timeZone' | 'problems.locale' | 'problems.reportRecipients') => string,
) {
  const fields = ['name', 'timeZone', 'locale', 'reportRecipients'] as const
  const wrong = fields.filter((field) => error.issues.some((issue) => issue.path[0] === field))
  return Object.fromEntries(wrong.map((field) => [field, words(`problems.${field}`)]))
}
