import { db } from '@/lib/platform/db'
import type { SettingsChange } from '@/lib/templates/settings-change'
import { templateById, type Template } from '@/lib/templates/template'
import { updateTemplate } from '@/lib/templates/update-template'
import { boundTo, settingsOf } from './as-template'
import { destroyFinishedSamples, finishJob } from './finish-job'
import { importJobById } from './import-job'
import { hasUsableMapping } from './job-step'
import { lastReplayOf } from './last-replay'

export type SavedVersion =
  | { ok: true; template: Template }
  | { ok: false; reason: 'not-found' | 'finished' | 'no-sample' | 'not-mapped' | 'other-type' | 'other-login' }

/**
 * Saves a job as the next version of a template its login already has: mapping and settings are replaced, the file name
 * and everything that belongs to the template stay. The job ends with it.
 * @param input.settings what differs from the job's.
 */
export async function saveAsVersion(input: {
  accountId: string
  jobId: string
  templateId: string
  name?: string
  settings?: SettingsChange
  createdById?: string | null
  /** Why, in the person's words. */
  note?: string | null
}): Promise<SavedVersion> {
  const { accountId, jobId, templateId, name } = input
  const [job, template] = await Promise.all([importJobById(accountId, jobId), templateById(accountId, templateId)])
  if (!job || !template) return { ok: false, reason: 'not-found' }
  if (job.templateId) return { ok: false, reason: 'finished' }
  if (template.importType !== job.importType) return { ok: false, reason: 'other-type' }
  if (template.transferLoginId !== job.transferLoginId) return { ok: false, reason: 'other-login' }
  if (!job.sample) return { ok: false, reason: 'no-sample' }
  if (!job.mapping || !hasUsableMapping(job)) return { ok: false, reason: 'not-mapped' }
  const settings = settingsOf(job, input.settings)
  const mapping = boundTo(template.fileName, job)
  const updated = await updateTemplate({
    accountId,
    templateId,
    change: { ...(name ? { name } : {}), mapping, settings },
    updatedById: input.createdById ?? null,
    why: { note: input.note },
  })
  // The file name does not change, so the only refusal left is a template deleted meanwhile.
  if (!updated.ok) return { ok: false, reason: 'not-found' }
  const replayRunId = await lastReplayOf(job, templateId)
  const { version } = updated.template
  if (replayRunId) await db.templateVersion.updateMany({ where: { templateId, version }, data: { replayRunId } })
  // Should this process end here, the version stands and the job is merely still open.
  await db.importJob.updateMany({ where: { id: job.id, accountId, templateId: null }, data: { templateId } })
  await finishJob(db, job)
  await destroyFinishedSamples(job.id)
  return { ok: true, template: updated.template }
}
