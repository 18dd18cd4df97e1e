'use client'

import { LogOut } from 'lucide-react'
import { signOut } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Spinner } from '@/components/ui/spinner'
import { boardButton } from './board-button'

/** Ends the session in this browser. */
export function SignOutButton() {
  const words = useTranslations('navigation')
  const [isPending, setPending] = useState(false)
  const leave = () => {
    setPending(true)
    void signOut({ callbackUrl: '/sign-in' })
  }
  return (
    <Button isPending={isPending} onPress={leave} className={boardButton}>
      {isPending ? <Spinner /> : <LogOut aria-hidden className="size-4.5" />}
      {words('signOut')}
    </Button>
  )
}
