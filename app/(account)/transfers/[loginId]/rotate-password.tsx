'use client'

import { RotateCcwKey } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { SecretCard } from '@/components/ui/secret-card'
import { rotatePassword } from './actions'

/** A new password after a question, shown once in place. */
export function RotatePassword({ loginId }: { loginId: string }) {
  const words = useTranslations('transfers')
  const [password, setPassword] = useState<string>()
  if (password) {
    return (
      <SecretCard secret={password} title={words('secret.title')}>
        <p>{words('secret.rotated')}</p>
      </SecretCard>
    )
  }
  return (
    <ConfirmDialog
      trigger={words('rotate.trigger')}
      triggerIcon={<RotateCcwKey aria-hidden className="size-5" />}
      title={words('rotate.title')}
      confirm={words('rotate.trigger')}
      action={async () => setPassword(await rotatePassword(loginId))}
    >
      {words('rotate.text')}
    </ConfirmDialog>
  )
}
