import { inTransaction } from '@/lib/platform/db'
import { createTemplate, type CreatedTemplate } from '@/lib/templates/create-template'
import type { SettingsChange } from '@/lib/templates/settings-change'
import type { Template } from '@/lib/templates/template'
import { boundTo, settingsOf } from './as-template'
import { destroyFinishedSamples, finishJob } from './finish-job'
import { importJobById } from './import-job'
import { hasUsableMapping } from './job-step'

export type SavedTemplate =
  | { ok: true; template: Template }
  | Extract<CreatedTemplate, { ok: false }>
  | { ok: false; reason: 'not-found' | 'finished' | 'no-sample' | 'not-mapped' }

/**
 * Saves a job as an import template; the job ends with it and its sample is destroyed. A job that ended with a one-time
 * import can still become a template, since its mapping is kept.
 * @param input.fileName as the SIS will send it; the sample's exact name by default.
 * @param input.settings what differs from the job's.
 */
export async function saveAsTemplate(input: {
  accountId: string
  jobId: string
  name?: string
  fileName?: string
  settings?: SettingsChange
  createdById?: string | null
}): Promise<SavedTemplate> {
  const job = await importJobById(input.accountId, input.jobId)
  if (!job) return { ok: false, reason: 'not-found' }
  if (job.templateId) return { ok: false, reason: 'finished' }
  const { sample, mapping } = job
  if (!sample) return { ok: false, reason: 'no-sample' }
  if (!mapping || !hasUsableMapping(job)) return { ok: false, reason: 'not-mapped' }
  const fileName = input.fileName ?? sample.fileName
  const saved = await inTransaction(async (tx): Promise<SavedTemplate> => {
    const created = await createTemplate(tx, {
      accountId: job.accountId,
      transferLoginId: job.transferLoginId,
      name: input.name ?? fileName,
      fileName,
      importType: job.importType,
      mapping: boundTo(fileName, job),
      settings: settingsOf(job, input.settings),
      createdById: input.createdById ?? null,
    })
    if (!created.ok) return created
    // Of two savings of one job at once, one is first: the other would make a second template under another file name.
    const { count } = await tx.importJob.updateMany({
      where: { id: job.id, revision: job.revision, templateId: null },
      data: { templateId: created.template.id },
    })
    if (count === 0) throw new SavedMeanwhile()
    await finishJob(tx, job)
    return created
  }).catch((error: unknown): SavedTemplate => {
    if (error instanceof SavedMeanwhile) return { ok: false, reason: 'finished' }
    throw error
  })
  if (saved.ok) await destroyFinishedSamples(job.id)
  return saved
}

/** Undoes the transaction; never leaves this file. */
class SavedMeanwhile extends Error {}
