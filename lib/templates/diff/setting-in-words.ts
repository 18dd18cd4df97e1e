// A setting as the pages say it. SettingsFacts (app/(account)/templates) and the differences use the same words.
import type { Locale } from '@/lib/words/locales'
import { translatorFor } from '@/lib/words/translate'
import type { TemplateSettings } from '../template-settings'
import type { SettingName } from './difference'

const terms = {
  mode: 'mode',
  columnMatching: 'columnMatching',
  hasHeader: 'hasHeader',
  dateFormats: 'dates',
  tolerance: 'tolerance',
  maxRejectedPercent: 'maxRejected',
  thresholds: 'hold',
  notifyOnSuccess: 'notify',
  recipients: 'recipients',
  ignoredMembers: 'ignoredMembers',
  keepDays: 'keep',
} as const satisfies Record<SettingName, string>

/** What the setting is called. One that a newer release added is called by its own name. */
export function settingTerm(setting: SettingName, locale: Locale): string {
  const term = Object.hasOwn(terms, setting) ? terms[setting] : undefined
  return term ? translatorFor(locale)(`templatesPage.settings.terms.${term}`) : setting
}

/** What it says. */
export function settingInWords(setting: SettingName, value: unknown, locale: Locale): string {
  const words = translatorFor(locale)
  const all = { [setting]: value } as Partial<TemplateSettings>
  const list = (texts: readonly string[] = [], type: 'disjunction' | 'conjunction') =>
    texts.length > 0 ? new Intl.ListFormat(locale, { type }).format(texts) : words('templatesPage.settings.none')
  switch (setting) {
    case 'mode':
      return words(`wizard.settings.mode.${all.mode ?? 'full'}.title`)
    case 'columnMatching':
      return words(`wizard.settings.matching.${all.columnMatching ?? 'by-name'}.title`)
    case 'hasHeader':
      return words(`templatesPage.settings.${all.hasHeader ? 'hasHeader' : 'hasNoHeader'}`)
    case 'dateFormats':
      return list(all.dateFormats, 'disjunction')
    case 'tolerance':
      return words(`wizard.settings.tolerance.${all.tolerance ?? 'tolerant'}.title`)
    case 'maxRejectedPercent':
      return words('templatesPage.settings.maxRejectedText', { percent: all.maxRejectedPercent ?? 100 })
    case 'thresholds':
      return words('templatesPage.settings.holdText', { ...(all.thresholds as Record<string, number>) })
    case 'notifyOnSuccess':
      return words(`templatesPage.settings.${all.notifyOnSuccess ? 'notifyAlways' : 'notifyProblems'}`)
    case 'recipients':
      return list(all.recipients, 'conjunction')
    case 'ignoredMembers':
      return list(all.ignoredMembers, 'conjunction')
    case 'keepDays':
      return words('templatesPage.settings.keepText', { days: all.keepDays ?? 0 })
    default:
      return JSON.stringify(value)
  }
}
