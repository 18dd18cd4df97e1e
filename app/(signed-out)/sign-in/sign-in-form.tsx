'use client'

import { signIn } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components/Form'
import { FormError } from '@/components/forms/form-error'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'

/** E-mail and password. Every failure has the same sentence, except having to wait. */
export function SignInForm({ target, email }: { target: string; email: string | undefined }) {
  const words = useTranslations('signIn')
  const form = useRef<HTMLFormElement>(null)
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<string>()
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[data-form-error]')?.focus()
  }, [error])

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    setPending(true)
    setError(undefined)
    const answer = await signIn('credentials', {
      email: String(data.get('email')),
      password: String(data.get('password')),
      redirect: false,
    }).catch(() => undefined)
    if (answer?.ok) {
      // A whole new page, so that nothing drawn for nobody stays.
      window.location.assign(target)
      return
    }
    const slowed = /^slowed-(\d+)$/.exec(answer?.error ?? '')
    setError(slowed ? words('slowed', { seconds: Number(slowed[1]) }) : answer ? words('wrong') : words('unreachable'))
    setPending(false)
  }

  return (
    <Form ref={form} method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-6">
      <FormError>{error}</FormError>
      <TextField
        name="email"
        type="email"
        label={words('email')}
        autoComplete="username"
        defaultValue={email}
        isRequired
      />
      <TextField name="password" type="password" label={words('password')} autoComplete="current-password" isRequired />
      <Button type="submit" preventFocusOnPress isPending={isPending} className="mt-2 w-full">
        {words('submit')}
      </Button>
      <p className="text-sm text-ink-soft">{words('forgotten')}</p>
    </Form>
  )
}
