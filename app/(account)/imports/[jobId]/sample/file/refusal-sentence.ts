import { getTranslations } from 'next-intl/server'
import type { StoredSample } from '@/lib/import-jobs/store-sample'
import { issueSentence } from '@/lib/runs/run-issues'
import type { Locale } from '@/lib/words/locales'
import { translatorFor } from '@/lib/words/translate'

const MEGABYTE = 1_000_000

/** Why a sample was not taken and what to do, in one or two sentences. */
export async function refusalSentence(refusal: Extract<StoredSample, { ok: false }>, locale: Locale): Promise<string> {
  const words = await getTranslations('wizard.sample.refused')
  if (refusal.reason === 'not-csv') return issueSentence(translatorFor(locale), refusal.issue)
  if (refusal.reason === 'too-large')
    return words('too-large', { limit: `${Math.floor(refusal.bytesMax / MEGABYTE)} MB` })
  return words(refusal.reason)
}
