'use server'

import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FormState } from '@/components/forms/form-state'
import { importJobById } from '@/lib/import-jobs/import-job'
import { saveAsTemplate } from '@/lib/import-jobs/save-as-template'
import { saveAsVersion } from '@/lib/import-jobs/save-as-version'
import { db } from '@/lib/platform/db'
import { startJobRun } from '@/lib/runs/start-job-run'
import { saveAsShadow } from '@/lib/runs/start-shadow'
import { matchTemplate } from '@/lib/templates/match-template'
import { nextVersionOf } from '@/lib/templates/next-version'
import { memberFor } from '../../../member'
import { settingsErrors } from '../../settings-errors'
import { readSaveForm } from './save-input'

export type ExistingTemplate = {
  readonly id: string
  readonly name: string
  readonly version: number
  /** What the next version would be. */
  readonly next: number
}

export type SaveState = FormState & {
  /** The template that stands in the way, and the file name it was found for. */
  existing?: ExistingTemplate
  existingName?: string
}

/** Saves the job as a template, or as the next version of the one that has its file name. */
export async function saveTemplate(jobId: string, _: SaveState, data: FormData): Promise<SaveState> {
  const { caller, account } = await memberFor('import')
  const words = await getTranslations('wizard')
  const read = readSaveForm(data)
  if (!read.ok) return { error: words('settings.problem.form'), errors: await settingsErrors(read.problems) }
  const id = z.uuid().parse(jobId)
  const { fileName, newVersionOf, shadowOf, note, ...rest } = read.input
  if (shadowOf) {
    const edit = { jobId: id, settings: rest.settings }
    const asked = { accountId: account.id, templateId: shadowOf, edit, by: caller.memberId, note }
    const shadow = await saveAsShadow(asked)
    if (shadow.ok) redirect(`/templates/${shadowOf}#shadow`)
    const problem = await getTranslations('replays.wizard.problem')
    return { error: problem(shadow.reason) }
  }
  const common = { accountId: account.id, jobId: id, createdById: caller.memberId, ...rest }
  const saved = newVersionOf
    ? await saveAsVersion({ ...common, templateId: newVersionOf, note })
    : await saveAsTemplate({ ...common, fileName })
  if (saved.ok) redirect(`/imports/${id}/saved`)
  if (saved.reason === 'file-name') {
    return {
      error: words('settings.problem.form'),
      errors: { fileName: words(`save.fileNameProblem.${saved.problem}`) },
    }
  }
  if (saved.reason !== 'exists') return { error: words(`problem.${saved.reason}`) }
  return { error: words('save.existsTitle'), ...(await existingTemplate(account.id, id, fileName)) }
}

async function existingTemplate(accountId: string, jobId: string, fileName: string): Promise<Partial<SaveState>> {
  const job = await importJobById(accountId, jobId)
  const found = job && (await matchTemplate(db, job.transferLoginId, fileName))
  if (!found) return {}
  const { id, name, version } = found
  return { existing: { id, name, version, next: await nextVersionOf(id) }, existingName: fileName }
}

/** Imports the sample once; leads to the run. */
export async function importOnce(jobId: string): Promise<FormState> {
  const { account } = await memberFor('import')
  const started = await startJobRun({ accountId: account.id, jobId: z.uuid().parse(jobId), purpose: 'import' })
  if (started.ok) redirect(`/runs/${started.runId}`)
  const problem = await getTranslations('wizard.problem')
  return { error: problem(started.reason) }
}
