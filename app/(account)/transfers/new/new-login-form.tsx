'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { FormError } from '@/components/forms/form-error'
import { PendingContext } from '@/components/forms/pending'
import { SubmitButton } from '@/components/forms/submit-button'
import { useFormAction } from '@/components/forms/use-form-action'
import { ButtonLink } from '@/components/ui/button-link'
import { CodeText } from '@/components/ui/code-text'
import { SecretCard } from '@/components/ui/secret-card'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { AccessFields } from '../access-fields'
import { ConnectionFacts } from '../connection-facts'
import { FtpsFacts } from '../ftps-facts'
import type { Connection } from '../sftp-line'
import { createLogin, type NewLoginState } from './actions'

/** Name, keys, addresses; then, once, the password and everything else the district has to type. */
export function NewLoginForm({
  userNameEnd,
  connection,
  logins,
}: {
  userNameEnd: string
  connection: Connection
  /** Those that can be rehearsed. */
  logins: readonly { readonly id: string; readonly name: string }[]
}) {
  const words = useTranslations('transfers')
  const [name, setName] = useState('')
  const { state, isPending, formProps } = useFormAction<NewLoginState>(createLogin, {})
  if (state.made) return <NewLogin made={state.made} connection={connection} />
  return (
    <Form {...formProps} className="flex max-w-2xl flex-col gap-7">
      <FormError>{state.error}</FormError>
      <TextField
        name="name"
        label={words('fields.name')}
        description={words('fields.nameHelp')}
        isRequired
        maxLength={40}
        mono
        value={name}
        onChange={(text) => setName(text.toLowerCase().replaceAll(' ', '-'))}
      />
      <p className="-mt-3 text-sm text-ink-soft" aria-live="polite">
        {words('new.preview')} <CodeText>{`${name || '…'}${userNameEnd}`}</CodeText>
      </p>
      <AccessFields />
      {logins.length > 0 ? (
        <Select
          name="rehearses"
          label={words('rehearsal.field')}
          description={words('rehearsal.help')}
          defaultValue="none"
          options={[
            { id: 'none', label: words('rehearsal.none') },
            ...logins.map(({ id, name }) => ({ id, label: words('rehearsal.of', { name }) })),
          ]}
        />
      ) : null}
      <PendingContext value={isPending}>
        <SubmitButton className="self-start">{words('new.submit')}</SubmitButton>
      </PendingContext>
    </Form>
  )
}

function NewLogin({ made, connection }: { made: NonNullable<NewLoginState['made']>; connection: Connection }) {
  const words = useTranslations('transfers')
  return (
    <div className="flex max-w-4xl flex-col gap-10">
      <SecretCard secret={made.password} title={words('secret.title')}>
        <p>{words('secret.text')}</p>
      </SecretCard>
      <div>
        <h2 className="mb-4 text-xl">{words('connect.title')}</h2>
        <ConnectionFacts connection={connection} userName={made.userName} />
        <FtpsFacts connection={connection} userName={made.userName} />
      </div>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href="/imports/new">{words('secret.next')}</ButtonLink>
        <ButtonLink href={`/transfers/${made.id}`} variant="secondary">
          {words('secret.later')}
        </ButtonLink>
      </div>
    </div>
  )
}
