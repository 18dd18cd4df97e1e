'use client'

import { useTranslations } from 'next-intl'
import { ComboBox } from '@/components/ui/combo-box'

/** A time zone, found by typing a city. */
export function TimeZoneField({ timeZones, defaultValue }: { timeZones: readonly string[]; defaultValue?: string }) {
  const words = useTranslations('settings.account')
  return (
    <ComboBox
      name="timeZone"
      label={words('timeZone')}
      description={words('timeZoneHelp')}
      defaultValue={defaultValue}
      options={timeZones.map((zone) => ({ id: zone, label: zone.replaceAll('_', ' '), keywords: zone }))}
      isRequired
    />
  )
}
