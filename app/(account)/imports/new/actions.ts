'use server'

import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FormState } from '@/components/forms/form-state'
import { createImportJob } from '@/lib/import-jobs/create-import-job'
import { memberFor } from '../../member'
import { stepAddress } from '../job-steps'
import { settingsErrors } from '../settings-errors'
import { readSettings } from '../settings-form'
import { sampleFromDelivery } from './sample-from-delivery'

const input = z.object({ importType: z.string().min(1), transferLogin: z.uuid() })

/** Begins an import job; with a delivery, its file becomes the sample at once. */
export async function createJob(_: FormState, data: FormData): Promise<FormState> {
  const { caller, account } = await memberFor('import')
  const words = await getTranslations('wizard')
  const chosen = input.safeParse({ importType: data.get('importType'), transferLogin: data.get('transferLogin') })
  if (!chosen.success)
    return { error: words(chosen.error.issues[0]?.path[0] === 'importType' ? 'new.problem.type' : 'new.problem.login') }
  const read = readSettings(data)
  if (!read.ok) return { error: words('settings.problem.form'), errors: await settingsErrors(read.problems) }
  const { importType, transferLogin: transferLoginId } = chosen.data
  const created = await createImportJob({
    accountId: account.id,
    transferLoginId,
    importType,
    settings: read.settings,
    createdById: caller.memberId,
  })
  if (!created.ok) return { error: words(`new.problem.${created.reason}`) }
  const { job } = created
  const isSampled = await sampleFromDelivery(job, data.get('delivery'))
  redirect(stepAddress(job.id, isSampled ? 'columns' : 'sample'))
}
