'use server'

import { getTranslations } from 'next-intl/server'
import type { FormState } from '@/components/forms/form-state'
import { newMemberSchema } from '@/lib/accounts/member'
import { createMember } from '@/lib/accounts/members'
import { memberFor } from '../../../member'
import { sendInvitation } from '../send-invitation'

export type InviteState = FormState & { invited?: { email: string; link: string | undefined } }

export async function inviteMember(_: InviteState, data: FormData): Promise<InviteState> {
  const { account } = await memberFor('manage-members')
  const words = await getTranslations('settings.invite.problems')
  const read = newMemberSchema.omit({ locale: true }).safeParse(Object.fromEntries(data))
  if (!read.success) {
    const isWrong = (field: string) => read.error.issues.some((issue) => issue.path[0] === field)
    return {
      errors: {
        ...(isWrong('name') ? { name: words('name') } : {}),
        ...(isWrong('email') ? { email: words('email') } : {}),
      },
    }
  }
  const created = await createMember(account.id, read.data)
  if (!created.ok) return { errors: { email: words('exists') } }
  return { invited: { email: created.member.email, link: await sendInvitation(account.id, created.member.id) } }
}
