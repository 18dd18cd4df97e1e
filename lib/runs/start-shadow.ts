// An edit of a template, saved as the candidate that runs beside the version in use.
import { destroyFinishedSamples, finishJob } from '@/lib/import-jobs/finish-job'
import { lastReplayOf } from '@/lib/import-jobs/last-replay'
import { db } from '@/lib/platform/db'
import { startShadow, type Shadow } from '@/lib/templates/shadow'
import { templateById } from '@/lib/templates/template'
import { editedBy, type EditRefusal, type TemplateEdit } from './edited-template'

/**
 * Saves an edit as the candidate of its template. A job ends with it, as it does when it is saved as a version.
 * @param input.by the member's id.
 */
export async function saveAsShadow(input: {
  accountId: string
  templateId: string
  edit: TemplateEdit
  by?: string | null
  /** Why, in the person's words. */
  note?: string | null
}): Promise<{ ok: true; shadow: Shadow } | { ok: false; reason: EditRefusal }> {
  const { accountId, templateId, edit, by = null } = input
  const template = await templateById(accountId, templateId)
  if (!template) return { ok: false, reason: 'unknown' }
  const edited = await editedBy(db, template, edit)
  if ('refused' in edited) return { ok: false, reason: edited.refused }
  const { mapping, settings, job } = edited
  const replayRunId = job ? await lastReplayOf(job, templateId) : null
  const shadow = await startShadow({ accountId, templateId, mapping, settings, by, note: input.note, replayRunId })
  if (!shadow) return { ok: false, reason: 'unknown' }
  // Should this process end here, the candidate stands and the job is merely still open.
  if (job) {
    await finishJob(db, job)
    await destroyFinishedSamples(job.id)
  }
  return { ok: true, shadow }
}
