// What a template would say after an edit: changes of it, or the import job that edits it.
import { boundTo, settingsOf } from '@/lib/import-jobs/as-template'
import { importJobById, type ImportJob } from '@/lib/import-jobs/import-job'
import { hasUsableMapping } from '@/lib/import-jobs/job-step'
import type { FileMapping } from '@/lib/mapping/file-mapping'
import type { Tx } from '@/lib/platform/db'
import { changeSettings, type SettingsChange } from '@/lib/templates/settings-change'
import type { Template } from '@/lib/templates/template'
import type { TemplateSettings } from '@/lib/templates/template-settings'

export type TemplateEdit =
  | { readonly mapping?: FileMapping[] | undefined; readonly settings?: SettingsChange }
  | { readonly jobId: string; readonly settings?: SettingsChange }

export type Edited = {
  readonly mapping: FileMapping[]
  readonly settings: TemplateSettings
  readonly job?: ImportJob
}

export type EditRefusal =
  /** There is no such template, delivery or job in the account. */
  | 'unknown'
  /** The job is of another type or login than the template, or has ended. */
  | 'other-job'
  | 'mapping-incomplete'

/** The template after an edit, or why there is none. */
export async function editedBy(
  tx: Tx,
  template: Template,
  edit: TemplateEdit,
): Promise<Edited | { refused: EditRefusal }> {
  if (!('jobId' in edit)) {
    const { mapping = template.mapping, settings = {} } = edit
    return { mapping, settings: changeSettings(template.settings, settings) }
  }
  const job = await importJobById(template.accountId, edit.jobId, tx)
  if (!job) return { refused: 'unknown' }
  const isOfTemplate = job.importType === template.importType && job.transferLoginId === template.transferLoginId
  if (!isOfTemplate || job.finishedAt) return { refused: 'other-job' }
  if (!job.mapping || !hasUsableMapping(job)) return { refused: 'mapping-incomplete' }
  return { mapping: boundTo(template.fileName, job), settings: settingsOf(job, edit.settings), job }
}
