'use client'

import { useTranslations } from 'next-intl'
import { RadioGroup } from '@/components/ui/radio-group'
import { accountRoles, type AccountRole } from '@/lib/accounts/caller'

/** What a member may do. */
export function RoleField({ role = 'administrator' }: { role?: AccountRole }) {
  const words = useTranslations('settings.roles')
  const names = useTranslations('navigation.roles')
  return (
    <RadioGroup
      name="role"
      label={words('label')}
      defaultValue={role}
      options={accountRoles.map((value) => ({ value, label: names(value), description: words(value) }))}
    />
  )
}
