import { templateById, type Template } from '@/lib/templates/template'
import { createImportJob, type CreatedImportJob } from './create-import-job'
import type { ImportJob } from './import-job'
import { writeJob } from './change-job'

/**
 * Begins a job that changes a template: its type, login, settings and mapping are the template's. Saved under the same
 * file name it becomes the template's next version (save-as-version.ts).
 */
export async function startFromTemplate(input: {
  accountId: string
  templateId: string
  createdById?: string | null
}): Promise<
  | { ok: true; job: ImportJob; template: Template }
  | Extract<CreatedImportJob, { ok: false }>
  | { ok: false; reason: 'not-found' }
> {
  const { accountId, templateId, createdById } = input
  const template = await templateById(accountId, templateId)
  if (!template) return { ok: false, reason: 'not-found' }
  const { transferLoginId, importType, settings, mapping } = template
  const created = await createImportJob({
    accountId,
    transferLoginId,
    importType,
    settings,
    createdById: createdById ?? null,
  })
  if (!created.ok) return created
  const written = await writeJob(created.job, { mapping })
  // Nobody else knows the job yet, so nobody can have changed it meanwhile.
  if (!written.ok) throw new Error('a job that was just made could not be written')
  return { ok: true, job: written.job, template }
}
