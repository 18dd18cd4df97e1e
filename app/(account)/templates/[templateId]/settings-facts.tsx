import { useFormatter, useTranslations } from 'next-intl'
import { DescriptionList } from '@/components/ui/description-list'
import type { TemplateSettings } from '@/lib/templates/template-settings'

/** The settings in words. */
export function SettingsFacts({ settings }: { settings: TemplateSettings }) {
  const words = useTranslations('templatesPage.settings')
  const wizard = useTranslations('wizard.settings')
  const format = useFormatter()
  const { thresholds } = settings
  const facts: [string, string][] = [
    ['mode', wizard(`mode.${settings.mode}.title`)],
    ['dates', format.list(settings.dateFormats, { type: 'disjunction' })],
    ['tolerance', wizard(`tolerance.${settings.tolerance}.title`)],
    ['columnMatching', wizard(`matching.${settings.columnMatching}.title`)],
    ['hold', words('holdText', { ...thresholds })],
    ['maxRejected', words('maxRejectedText', { percent: settings.maxRejectedPercent })],
    ['notify', settings.notifyOnSuccess ? words('notifyAlways') : words('notifyProblems')],
    ...(settings.recipients.length > 0
      ? [['recipients', format.list(settings.recipients, { type: 'conjunction' })] as [string, string]]
      : []),
    ['keep', words('keepText', { days: settings.keepDays })],
  ]
  return <DescriptionList facts={facts.map(([id, value]) => ({ id, term: words(`terms.${id}`), value }))} />
}
