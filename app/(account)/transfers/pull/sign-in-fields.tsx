'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { RadioGroup } from '@/components/ui/radio-group'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'

const kinds = ['keep', 'password', 'made-key', 'private-key'] as const

/** With what we sign in there. What was saved is never shown; it can be kept or replaced. */
export function SignInFields({ isSftp, isNew }: { isSftp: boolean; isNew: boolean }) {
  const words = useTranslations('pull')
  const [chosen, setChosen] = useState<string>(isNew ? 'password' : 'keep')
  const isKey = chosen === 'made-key' || chosen === 'private-key'
  const kind = isKey && !isSftp ? 'password' : chosen
  return (
    <>
      <RadioGroup
        name="signIn"
        label={words('fields.signIn')}
        value={kind}
        onChange={setChosen}
        options={kinds
          .filter((value) => value !== 'keep' || !isNew)
          .map((value) => ({
            value,
            label: words(`signIns.${value}.label`),
            description: words(`signIns.${value}.help`),
            isDisabled: !isSftp && value.endsWith('-key'),
          }))}
      />
      {kind === 'password' ? (
        <TextField
          name="password"
          type="password"
          label={words('fields.password')}
          description={words('fields.passwordHelp')}
          isRequired
          mono
          autoComplete="new-password"
        />
      ) : null}
      {kind === 'private-key' ? (
        <>
          <TextArea
            name="privateKey"
            label={words('fields.privateKey')}
            description={words('fields.privateKeyHelp')}
            isRequired
            mono
            rows={6}
          />
          <TextField
            name="passphrase"
            type="password"
            label={words('fields.passphrase')}
            isOptional
            mono
            autoComplete="new-password"
          />
        </>
      ) : null}
    </>
  )
}
