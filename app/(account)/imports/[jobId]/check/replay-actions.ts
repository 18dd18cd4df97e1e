'use server'

import { revalidatePath } from 'next/cache'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FormState } from '@/components/forms/form-state'
import { editedTemplate } from '@/lib/import-jobs/edited-template'
import { importJobById } from '@/lib/import-jobs/import-job'
import { REPLAYED_DELIVERIES_MAX, startReplay } from '@/lib/runs/start-replay'
import { memberFor } from '../../../member'

const input = z.object({
  over: z.literal('sample').optional(),
  last: z.coerce.number().int().min(1).max(REPLAYED_DELIVERIES_MAX).default(1),
})

/** Replays the change that a job makes to its template. */
export async function replayChange(jobId: string, _: FormState, data: FormData): Promise<FormState> {
  const { caller, account } = await memberFor('manage-templates')
  const job = await importJobById(account.id, z.uuid().parse(jobId))
  if (!job) notFound()
  const problem = await getTranslations('replays.wizard.problem')
  const template = await editedTemplate(job)
  if (!template) return { error: problem('unknown') }
  const { over, last } = input.parse(Object.fromEntries(data))
  const asked = { accountId: account.id, templateId: template.id, by: caller.name, edit: { jobId } }
  const started = await startReplay({ ...asked, over: over ?? { last } })
  if (!started.ok) return { error: problem(started.reason) }
  revalidatePath(`/imports/${jobId}/check`)
  return {}
}
