'use server'

import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FormState } from '@/components/forms/form-state'
import { createImportJob } from '@/lib/import-jobs/create-import-job'
import { startFromTemplate } from '@/lib/import-jobs/start-from-template'
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
  const delivery = data.get('delivery')
  if (delivery === null) redirect(stepAddress(job.id, 'sample'))
  const isSampled = await sampleFromDelivery(job, delivery)
  redirect(isSampled ? stepAddress(job.id, 'columns') : `${stepAddress(job.id, 'sample')}?delivery=unusable`)
}

/** Begins a job that changes a template; with a delivery, its file becomes the sample at once. */
export async function changeTemplate(templateId: string, deliveryId: string | null): Promise<void> {
  const { caller, account } = await memberFor('import')
  const id = z.uuid().parse(templateId)
  const started = await startFromTemplate({ accountId: account.id, templateId: id, createdById: caller.memberId })
  if (started.ok && deliveryId === null) redirect(stepAddress(started.job.id, 'sample'))
  if (started.ok) {
    const isSampled = await sampleFromDelivery(started.job, deliveryId)
    redirect(
      isSampled ? stepAddress(started.job.id, 'columns') : `${stepAddress(started.job.id, 'sample')}?delivery=unusable`,
    )
  }
  // Its login was switched off, or it was deleted meanwhile: its own page says so.
  if (started.reason === 'transfer-login-disabled') redirect(`/templates/${id}`)
  notFound()
}
