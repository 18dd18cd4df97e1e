'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { showToast } from '@/components/ui/toast'
import { InvitationLink } from '../invitation-link'
import { inviteAgain } from './actions'

/** A new invitation: the first one again, or a way to a new password. */
export function InviteAgain({ memberId, isFirst }: { memberId: string; isFirst: boolean }) {
  const words = useTranslations('settings.member')
  const [link, setLink] = useState<string>()
  if (link) return <InvitationLink link={link} />
  const send = async () => {
    const made = await inviteAgain(memberId)
    if (made) setLink(made)
    else showToast(words('inviteSent'))
  }
  return (
    <ConfirmDialog
      trigger={isFirst ? words('inviteAgain') : words('newPassword')}
      title={isFirst ? words('inviteAgain') : words('newPassword')}
      confirm={words('inviteConfirm')}
      action={send}
    >
      {words('inviteText')}
    </ConfirmDialog>
  )
}
