'use client'

import { useTranslations } from 'next-intl'
import { Form } from 'react-aria-components/Form'
import { FormError } from '@/components/forms/form-error'
import { PendingContext } from '@/components/forms/pending'
import { SubmitButton } from '@/components/forms/submit-button'
import { useFormAction } from '@/components/forms/use-form-action'
import { SecretCard } from '@/components/ui/secret-card'
import { TextField } from '@/components/ui/text-field'
import { createKey, type NewKeyState } from './actions'

/** Makes a key and shows it this once. */
export function NewKey() {
  const words = useTranslations('settings.keys')
  const { state, isPending, formProps } = useFormAction<NewKeyState>(createKey, {})
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <Form {...formProps} className="flex flex-col gap-4">
        <FormError>{state.error}</FormError>
        <div className="flex flex-wrap items-end gap-3">
          <TextField
            name="name"
            label={words('new.name')}
            description={words('new.nameHelp')}
            isRequired
            maxLength={100}
            className="min-w-64 grow"
          />
          <PendingContext value={isPending}>
            <SubmitButton>{words('new.submit')}</SubmitButton>
          </PendingContext>
        </div>
      </Form>
      {state.made ? (
        <SecretCard key={state.made} secret={state.made} title={words('new.title')}>
          <p>{words('new.text')}</p>
        </SecretCard>
      ) : null}
    </div>
  )
}
