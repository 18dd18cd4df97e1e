import type { Issue } from '@/lib/issues/issue'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import { Prisma } from '@/lib/platform/db'
import { changeSettings, type SettingsChange } from '@/lib/templates/settings-change'
import { changeableJob, writeJob, type ChangeRefusal } from './change-job'
import { usableLogin } from './create-import-job'
import type { ImportJob } from './import-job'
import { analyzeStored } from './analyze-stored'

export type UpdatedJob =
  | { ok: true; job: ImportJob }
  | ChangeRefusal
  | {
      ok: false
      reason: 'unknown-import-type' | 'unknown-transfer-login' | 'transfer-login-disabled'
    }
  | { ok: false; reason: 'not-csv'; issue: Issue }

/**
 * Changes what was chosen at the beginning of a job. Another import type, or header row, makes the sample be looked at
 * again and its mapping be dropped.
 * @param input.settings only what changes.
 */
export async function updateJobSettings(input: {
  accountId: string
  jobId: string
  settings?: SettingsChange
  importType?: string
  transferLoginId?: string
}): Promise<UpdatedJob> {
  const { accountId, jobId, importType, transferLoginId } = input
  const found = await changeableJob(accountId, jobId)
  if (!found.ok) return found
  const { job } = found
  if (importType !== undefined && importType !== BUNDLE && !job.catalogue.named(importType)) {
    return { ok: false, reason: 'unknown-import-type' }
  }
  if (transferLoginId !== undefined) {
    const login = await usableLogin(accountId, transferLoginId)
    if (login !== 'usable') return { ok: false, reason: login }
  }
  const settings = changeSettings(job.settings, input.settings ?? {})
  const next = { ...job, settings, importType: importType ?? job.importType }
  const look = await lookAgain(job, next)
  if (!look.ok) return look
  return writeJob(job, {
    settings,
    importType: next.importType,
    transferLoginId: transferLoginId ?? job.transferLoginId,
    ...look.data,
  })
}

/** What has to be written with a change that alters how the sample is read; nothing if it does not. */
async function lookAgain(job: ImportJob, next: ImportJob) {
  const sameReading = job.importType === next.importType && job.settings.hasHeader === next.settings.hasHeader
  if (sameReading || !job.sample?.storageKey) return { ok: true, data: {} } as const
  const analysed = await analyzeStored(next, { ...job.sample, storageKey: job.sample.storageKey })
  if (!analysed.ok) return { ok: false, reason: 'not-csv', issue: analysed.issue } as const
  return { ok: true, data: { analysis: analysed.analysis, mapping: Prisma.DbNull } } as const
}
