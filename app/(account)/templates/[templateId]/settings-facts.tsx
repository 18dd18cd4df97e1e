import { useLocale } from 'next-intl'
import { DescriptionList } from '@/components/ui/description-list'
import { settingInWords, settingTerm } from '@/lib/templates/diff/setting-in-words'
import type { TemplateSettings } from '@/lib/templates/template-settings'
import { toLocale } from '@/lib/words/locales'

const always = ['mode', 'dateFormats', 'tolerance', 'columnMatching', 'thresholds', 'maxRejectedPercent'] as const

/** The settings in words. Drawn on the server. */
export function SettingsFacts({ settings }: { settings: TemplateSettings }) {
  const locale = toLocale(useLocale())
  const shown = [
    ...always,
    'notifyOnSuccess' as const,
    ...(settings.recipients.length > 0 ? (['recipients'] as const) : []),
    'keepDays' as const,
  ]
  const facts = shown.map((setting) => ({
    id: setting,
    term: settingTerm(setting, locale),
    value: settingInWords(setting, settings[setting], locale),
  }))
  return <DescriptionList facts={facts} />
}
