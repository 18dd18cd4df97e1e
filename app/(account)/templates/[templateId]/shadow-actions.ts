'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import type { FormState } from '@/components/forms/form-state'
import { isId } from '@/lib/accounts/is-id'
import { dropShadow, promoteShadow, type AnsweredShadow } from '@/lib/templates/shadow'
import { memberFor } from '../../member'

/** Puts the candidate of a template in use, if it is the one that was seen. */
export async function promote(templateId: string, version: number): Promise<FormState> {
  const { caller, account } = await memberFor('manage-templates')
  if (!isId(templateId)) return answered({ ok: false, reason: 'not-found' }, templateId)
  const wanted = { accountId: account.id, templateId, by: caller.memberId, ifVersion: version }
  return answered(await promoteShadow(wanted), templateId)
}

/** Gives the candidate of a template up. */
export async function drop(templateId: string): Promise<FormState> {
  const { account } = await memberFor('manage-templates')
  if (!isId(templateId)) return answered({ ok: false, reason: 'not-found' }, templateId)
  return answered(await dropShadow(account.id, templateId), templateId)
}

async function answered(answer: AnsweredShadow, templateId: string): Promise<FormState> {
  revalidatePath(`/templates/${templateId}`)
  if (answer.ok) return {}
  const words = await getTranslations('replays.shadow.problem')
  return { error: words(answer.reason) }
}
