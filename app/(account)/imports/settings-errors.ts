import { getTranslations } from 'next-intl/server'
import type { SettingsProblem } from './settings-form'

/** What is wrong with each field, as sentences in the caller's language. */
export async function settingsErrors(
  problems: Readonly<Record<string, SettingsProblem>>,
): Promise<Record<string, string>> {
  const words = await getTranslations('wizard.settings')
  return Object.fromEntries(
    Object.entries(problems).map(([name, { code, ...params }]) => [
      name,
      words(`problem.${code}`, params as Record<string, string | number>),
    ]),
  )
}
