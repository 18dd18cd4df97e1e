'use server'

import { revalidatePath } from 'next/cache'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { FormState } from '@/components/forms/form-state'
import { memberChangesSchema } from '@/lib/accounts/member'
import { disableMember, enableMember, memberById, removeMember, updateMember } from '@/lib/accounts/members'
import { memberFor } from '../../../member'
import { sendInvitation } from '../send-invitation'

export async function saveMember(memberId: string, _: FormState, data: FormData): Promise<FormState> {
  const { account } = await memberFor('manage-members')
  const words = await getTranslations('settings')
  const read = memberChangesSchema.pick({ name: true, role: true }).safeParse(Object.fromEntries(data))
  if (!read.success) return { errors: { name: words('invite.problems.name') } }
  const refused = await refusal(await updateMember(account.id, memberId, read.data))
  return refused ?? { done: words('member.saved') }
}

export async function disable(memberId: string): Promise<FormState> {
  const { account } = await memberFor('manage-members')
  return (await refusal(await disableMember(account.id, memberId))) ?? {}
}

export async function enable(memberId: string): Promise<FormState> {
  const { account } = await memberFor('manage-members')
  return (await refusal(await enableMember(account.id, memberId))) ?? {}
}

export async function remove(memberId: string): Promise<FormState> {
  const { account } = await memberFor('manage-members')
  const refused = await refusal(await removeMember(account.id, memberId))
  if (refused) return refused
  redirect('/settings/members')
}

/** Returns the link where no mail can bring it. */
export async function inviteAgain(memberId: string): Promise<string | undefined> {
  const { account } = await memberFor('manage-members')
  if (!(await memberById(account.id, memberId))) notFound()
  return sendInvitation(account.id, memberId)
}

async function refusal(
  result: { ok: true } | { ok: false; reason: 'not-found' | 'last-administrator' },
): Promise<FormState | undefined> {
  if (result.ok) {
    revalidatePath('/settings/members', 'layout')
    return undefined
  }
  if (result.reason === 'not-found') notFound()
  const words = await getTranslations('settings.member')
  return { error: words('lastAdministrator') }
}
