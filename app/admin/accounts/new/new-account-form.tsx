'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { TimeZoneField } from '@/components/accounts/time-zone-field'
import { ActionForm } from '@/components/forms/action-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { languageNames } from '@/components/layout/language-names'
import { CodeText } from '@/components/ui/code-text'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { locales } from '@/lib/words/locales'
import { createDistrict } from './actions'

export function NewAccountForm({ timeZones }: { timeZones: readonly string[] }) {
  const words = useTranslations('admin.newAccount')
  const account = useTranslations('settings.account')
  const [slug, setSlug] = useState('')
  const [state, setState] = useState('')
  return (
    <ActionForm action={createDistrict} className="max-w-2xl gap-7!">
      <TextField name="name" label={account('name')} description={words('nameHelp')} isRequired maxLength={200} />
      <div className="grid gap-x-4 gap-y-7 sm:grid-cols-[1fr_9rem]">
        <TextField
          name="slug"
          label={words('slug')}
          isRequired
          maxLength={40}
          mono
          value={slug}
          onChange={(text) => setSlug(text.toLowerCase().replaceAll(' ', '-'))}
        />
        <TextField
          name="state"
          label={words('state')}
          isRequired
          maxLength={3}
          mono
          value={state}
          onChange={(text) => setState(text.toLowerCase())}
        />
      </div>
      <p className="-mt-3 text-sm text-ink-soft" aria-live="polite">
        {words('preview')} <CodeText>{`nightly_admin_${slug || '…'}_${state || '…'}`}</CodeText>
      </p>
      <TimeZoneField timeZones={timeZones} />
      <Select
        name="locale"
        label={account('locale')}
        description={account('localeHelp')}
        defaultValue="en"
        options={locales.map((locale) => ({ id: locale, label: languageNames[locale] }))}
      />
      <SubmitButton className="self-start">{words('submit')}</SubmitButton>
    </ActionForm>
  )
}
