'use client'

import { useTranslations } from 'next-intl'
import { Form } from 'react-aria-components/Form'
import { FormError } from '@/components/forms/form-error'
import { PendingContext } from '@/components/forms/pending'
import { SubmitButton } from '@/components/forms/submit-button'
import { useFormAction } from '@/components/forms/use-form-action'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button-link'
import { TextField } from '@/components/ui/text-field'
import { InvitationLink } from '../invitation-link'
import { RoleField } from '../role-field'
import { inviteMember, type InviteState } from './actions'

export function InviteForm() {
  const words = useTranslations('settings.invite')
  const { state, isPending, formProps } = useFormAction<InviteState>(inviteMember, {})
  if (state.invited) {
    return (
      <div className="flex max-w-3xl flex-col items-start gap-6">
        {state.invited.link ? (
          <InvitationLink link={state.invited.link} />
        ) : (
          <Alert tone="good" isLive title={words('sentTitle')}>
            {words('sentText', { email: state.invited.email })}
          </Alert>
        )}
        <ButtonLink href="/settings/members" variant="secondary">
          {words('done')}
        </ButtonLink>
      </div>
    )
  }
  return (
    <Form {...formProps} className="flex max-w-2xl flex-col gap-7">
      <FormError>{state.error}</FormError>
      <TextField name="name" label={words('name')} isRequired maxLength={200} autoComplete="off" />
      <TextField name="email" type="email" label={words('email')} isRequired autoComplete="off" />
      <RoleField />
      <PendingContext value={isPending}>
        <SubmitButton className="self-start">{words('submit')}</SubmitButton>
      </PendingContext>
    </Form>
  )
}
