'use client'

import { signOut } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { endOwnSessions } from './own-sign-in-actions'

/** Ends every session of this person, this one too. */
export function SignOutEverywhere() {
  const words = useTranslations('ownSignIn.everywhere')
  const leave = async () => {
    await endOwnSessions()
    await signOut({ callbackUrl: '/sign-in' })
  }
  return (
    <ConfirmDialog
      trigger={words('trigger')}
      triggerVariant="danger"
      title={words('question')}
      confirm={words('trigger')}
      danger
      action={leave}
    >
      {words('text')}
    </ConfirmDialog>
  )
}
