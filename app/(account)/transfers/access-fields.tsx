'use client'

import { useTranslations } from 'next-intl'
import { TextArea } from '@/components/ui/text-area'

/** Who may use a login besides knowing its password: keys, and the addresses it may come from. One entry a line. */
export function AccessFields({
  publicKeys = [],
  allowedAddresses = [],
}: {
  publicKeys?: readonly string[]
  allowedAddresses?: readonly string[]
}) {
  const words = useTranslations('transfers.fields')
  return (
    <>
      <TextArea
        name="publicKeys"
        label={words('publicKeys')}
        description={words('publicKeysHelp')}
        defaultValue={publicKeys.join('\n')}
        isOptional
        mono
        rows={4}
      />
      <TextArea
        name="allowedAddresses"
        label={words('addresses')}
        description={words('addressesHelp')}
        defaultValue={allowedAddresses.join('\n')}
        isOptional
        mono
        rows={3}
      />
    </>
  )
}
