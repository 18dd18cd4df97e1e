'use client'

import { useTranslations } from 'next-intl'
import { Form } from 'react-aria-components/Form'
import { FormError } from '@/components/forms/form-error'
import { PendingContext } from '@/components/forms/pending'
import { SubmitButton } from '@/components/forms/submit-button'
import { useFormAction } from '@/components/forms/use-form-action'
import { CodeText } from '@/components/ui/code-text'
import { RadioGroup } from '@/components/ui/radio-group'
import { SecretCard } from '@/components/ui/secret-card'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { addFront, type NewFrontState } from './actions'

type Props = { folder: string; publicUrl: string }

/** Makes a front and shows its secret this once. */
export function NewFront({ folder, publicUrl }: Props) {
  const words = useTranslations('fronts.new')
  const { state, isPending, formProps } = useFormAction<NewFrontState>(addFront, {})
  const kinds = ['sftpgo', 'signed'] as const
  const { made } = state
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <Form {...formProps} className="flex flex-col gap-6">
        <FormError>{state.error}</FormError>
        <TextField name="name" label={words('name')} description={words('nameHelp')} isRequired maxLength={100} />
        <RadioGroup
          name="kind"
          label={words('kind')}
          defaultValue="sftpgo"
          options={kinds.map((kind) => ({
            value: kind,
            label: words(`kinds.${kind}`),
            description: words(`kindsHelp.${kind}`),
          }))}
        />
        <TextArea
          name="addresses"
          label={words('addresses')}
          description={words('addressesHelp')}
          defaultValue={'127.0.0.1\n::1'}
          isRequired
          mono
          rows={3}
        />
        <TextField name="filesFolder" label={words('folder')} description={words('folderHelp', { folder })} mono />
        <TextField
          name="removeAfterHours"
          label={words('hours')}
          description={words('hoursHelp')}
          inputMode="numeric"
          className="max-w-80"
        />
        <PendingContext value={isPending}>
          <SubmitButton className="self-start">{words('submit')}</SubmitButton>
        </PendingContext>
      </Form>
      {made ? (
        <SecretCard key={made.secret} secret={made.secret} title={words('made')}>
          <p>{words('madeText')}</p>
          {made.kind === 'signed' ? (
            <p className="mt-2">
              {words('signedTo')} <CodeText>{`${publicUrl}/api/deliveries?front=${made.id}`}</CodeText>
            </p>
          ) : null}
        </SecretCard>
      ) : null}
    </div>
  )
}
