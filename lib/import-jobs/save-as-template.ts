import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import type { FileMapping } from '@/lib/mapping/file-mapping'
import { inTransaction } from '@/lib/platform/db'
import { createTemplate, type CreatedTemplate } from '@/lib/templates/create-template'
import { changeSettings, type SettingsChange } from '@/lib/templates/settings-change'
import type { Template } from '@/lib/templates/template'
import { destroyFinishedSamples, finishJob } from './finish-job'
import { importJobById, type ImportJob } from './import-job'
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

/** The job's mapping for deliveries of that name. What comes packed keeps the names of the members. */
export function boundTo(fileName: string, { mapping, sample }: ImportJob): FileMapping[] {
  const isPacked = mapping?.some(({ name }) => name !== sample?.fileName)
  return (mapping ?? []).map((file) => (isPacked ? file : { ...file, name: fileName }))
}

/** Undoes the transaction; never leaves this file. */
class SavedMeanwhile extends Error {}

/**
 * The settings a job's template gets. Whether there is a header is what the mapping's dialect says: what was chosen at
 * the beginning may have been wrong. Members of a bundle that nobody mapped are known from now on, and not imported.
 */
export function settingsOf({ settings, mapping, analysis, importType }: ImportJob, change: SettingsChange = {}) {
  const hasHeader = mapping?.every(({ dialect }) => dialect.headerLine > 0) ?? true
  const names = importType === BUNDLE ? (analysis?.files.map(({ name }) => name) ?? []) : []
  const ignoredMembers = names.filter((name) => !mapping?.some((file) => file.name === name))
  return { ...changeSettings(settings, { ignoredMembers, ...change }), hasHeader }
}
