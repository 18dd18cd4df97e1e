'use client'

import { useTranslations } from 'next-intl'
import { TimeZoneField } from '@/components/accounts/time-zone-field'
import { ActionForm } from '@/components/forms/action-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { languageNames } from '@/components/layout/language-names'
import { locales, type Locale } from '@/lib/words/locales'
import { saveAccount } from './actions'

export type AccountFormProps = {
  account: { name: string; timeZone: string; locale: Locale; reportRecipients: readonly string[] }
  timeZones: readonly string[]
}

export function AccountForm({ account, timeZones }: AccountFormProps) {
  const words = useTranslations('settings.account')
  return (
    <ActionForm action={saveAccount} className="max-w-2xl gap-7!">
      <TextField name="name" label={words('name')} defaultValue={account.name} isRequired maxLength={200} />
      <TimeZoneField timeZones={timeZones} defaultValue={account.timeZone} />
      <Select
        name="locale"
        label={words('locale')}
        description={words('localeHelp')}
        defaultValue={account.locale}
        options={locales.map((locale) => ({ id: locale, label: languageNames[locale] }))}
      />
      <TextArea
        name="reportRecipients"
        label={words('recipients')}
        description={words('recipientsHelp')}
        defaultValue={account.reportRecipients.join('\n')}
        isOptional
        rows={4}
      />
      <SubmitButton className="self-start">{words('save')}</SubmitButton>
    </ActionForm>
  )
}
