'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionForm } from '@/components/forms/action-form'
import type { FormAction } from '@/components/forms/form-state'
import { SubmitButton } from '@/components/forms/submit-button'
import { Checkbox } from '@/components/ui/checkbox'
import { TextField } from '@/components/ui/text-field'

/** One password, which may be looked at instead of being typed twice. */
export function PasswordForm({ action, email, lengthMin }: { action: FormAction; email: string; lengthMin: number }) {
  const words = useTranslations('signIn.invitation')
  const [isShown, setShown] = useState(false)
  return (
    <ActionForm action={action}>
      {/* Password managers keep the name with the password. */}
      <TextField name="email" type="email" label={words('email')} value={email} autoComplete="username" isReadOnly />
      <TextField
        name="password"
        type={isShown ? 'text' : 'password'}
        label={words('password')}
        description={words('passwordHelp', { count: lengthMin })}
        autoComplete="new-password"
        isRequired
        autoFocus
      />
      <Checkbox isSelected={isShown} onChange={setShown}>
        {words('show')}
      </Checkbox>
      <SubmitButton className="mt-2 w-full">{words('submit')}</SubmitButton>
    </ActionForm>
  )
}
