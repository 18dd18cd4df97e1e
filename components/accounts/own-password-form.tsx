'use client'

import { useRouter } from 'next/navigation'
import { signIn } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components/Form'
import { FormError } from '@/components/forms/form-error'
import { untouched, type FormState } from '@/components/forms/form-state'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { TextField } from '@/components/ui/text-field'
import { showToast } from '@/components/ui/toast'
import { changeOwnPassword } from './own-sign-in-actions'

/** The old password and a new one. All sessions end with the old one; this browser signs in again at once. */
export function OwnPasswordForm({ email, lengthMin }: { email: string; lengthMin: number }) {
  const words = useTranslations('ownSignIn.password')
  const invitation = useTranslations('signIn.invitation')
  const router = useRouter()
  const [isShown, setShown] = useState(false)
  const [isPending, setPending] = useState(false)
  const [state, setState] = useState<FormState>(untouched)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    setPending(true)
    const answer = await changeOwnPassword(untouched, data).catch(() => ({ error: words('unreachable') }))
    if ('done' in answer && answer.done) {
      const chosen = String(data.get('chosen'))
      const signedIn = await signIn('credentials', { email, password: chosen, redirect: false }).catch(() => undefined)
      // Every session of this person has ended.
      if (!signedIn?.ok) return router.replace('/sign-in')
      form.reset()
      showToast(words('changed'))
    }
    setState(answer)
    setPending(false)
  }

  return (
    <Form
      method="post"
      onSubmit={(event) => void submit(event)}
      validationErrors={state.errors ?? {}}
      className="flex max-w-xl flex-col gap-6"
    >
      <FormError>{state.error}</FormError>
      {/* Password managers keep the name with the password. */}
      <TextField
        name="email"
        type="email"
        label={invitation('email')}
        value={email}
        autoComplete="username"
        isReadOnly
      />
      <TextField
        name="current"
        type={isShown ? 'text' : 'password'}
        label={words('current')}
        autoComplete="current-password"
        isRequired
      />
      <TextField
        name="chosen"
        type={isShown ? 'text' : 'password'}
        label={words('chosen')}
        description={invitation('passwordHelp', { count: lengthMin })}
        autoComplete="new-password"
        isRequired
      />
      <Checkbox isSelected={isShown} onChange={setShown}>
        {words('show')}
      </Checkbox>
      <Button type="submit" isPending={isPending} className="self-start">
        {words('submit')}
      </Button>
    </Form>
  )
}
