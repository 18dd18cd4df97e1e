'use client'

import { RotateCcwKey } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { RadioGroup } from '@/components/ui/radio-group'
import { SecretCard } from '@/components/ui/secret-card'
import { rotatePassword } from './actions'

const choices = [24, 72, 168, 0] as const

/** A new password after the question how long the old one is still needed; shown once, in place. */
export function RotatePassword({ loginId, hasOld }: { loginId: string; hasOld: boolean }) {
  const words = useTranslations('transfers')
  const [hours, setHours] = useState<number>(choices[0])
  const [password, setPassword] = useState<string>()
  if (password) {
    return (
      <SecretCard secret={password} title={words('secret.title')}>
        <p>{hours > 0 ? words('secret.overlaps') : words('secret.rotated')}</p>
      </SecretCard>
    )
  }
  return (
    <ConfirmDialog
      trigger={words('rotate.trigger')}
      triggerIcon={<RotateCcwKey aria-hidden className="size-5" />}
      title={words('rotate.title')}
      confirm={words('rotate.trigger')}
      action={async () => setPassword(await rotatePassword(loginId, hours))}
    >
      <div className="flex flex-col gap-4">
        <RadioGroup
          label={words('rotate.overlap')}
          value={String(hours)}
          onChange={(chosen) => setHours(Number(chosen))}
          options={choices.map((choice) => ({
            value: String(choice),
            label: words(`rotate.overlaps.hours-${choice}`),
            ...(choice === 0 ? { description: words('rotate.leaked') } : {}),
          }))}
        />
        {hasOld ? <p>{words('rotate.again')}</p> : null}
        <p>{words('rotate.text')}</p>
      </div>
    </ConfirmDialog>
  )
}
