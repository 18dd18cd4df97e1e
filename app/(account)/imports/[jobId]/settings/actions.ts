'use server'

import { redirect } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FormState } from '@/components/forms/form-state'
import { updateJobSettings } from '@/lib/import-jobs/update-job-settings'
import { issueSentence } from '@/lib/runs/run-issues'
import { toLocale } from '@/lib/words/locales'
import { translatorFor } from '@/lib/words/translate'
import { memberFor } from '../../../member'
import { settingsErrors } from '../../settings-errors'
import { readSettings } from '../../settings-form'

const input = z.object({ importType: z.string().min(1), transferLoginId: z.uuid() })

/** Changes the settings of a job and leads on to the step that is next. */
export async function saveSettings(jobId: string, _: FormState, data: FormData): Promise<FormState> {
  const { account } = await memberFor('import')
  const words = await getTranslations('wizard')
  const read = readSettings(data)
  if (!read.ok) return { error: words('settings.problem.form'), errors: await settingsErrors(read.problems) }
  const chosen = input.safeParse({ importType: data.get('importType'), transferLoginId: data.get('transferLogin') })
  if (!chosen.success) return { error: words('new.problem.login') }
  const id = z.uuid().parse(jobId)
  const updated = await updateJobSettings({ accountId: account.id, jobId: id, settings: read.settings, ...chosen.data })
  if (updated.ok) redirect(`/imports/${id}`)
  if (updated.reason === 'not-csv')
    return { error: issueSentence(translatorFor(toLocale(await getLocale())), updated.issue) }
  return { error: words(`problem.${updated.reason}`) }
}
