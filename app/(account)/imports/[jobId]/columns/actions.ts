'use server'

import { revalidatePath } from 'next/cache'
import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FormState } from '@/components/forms/form-state'
import { dialectSchema } from '@/lib/csv/dialect'
import { importJobById } from '@/lib/import-jobs/import-job'
import { readSampleAgain } from '@/lib/import-jobs/read-sample-again'
import { saveMapping } from '@/lib/import-jobs/save-mapping'
import { fileMappingSchema } from '@/lib/mapping/file-mapping'
import { issueSentence } from '@/lib/runs/run-issues'
import { toLocale } from '@/lib/words/locales'
import { translatorFor } from '@/lib/words/translate'
import { memberFor } from '../../../member'

const draftSchema = fileMappingSchema.pick({ columns: true, constants: true })

/** Keeps what was decided so far. False: it does not fit the job any more, or the job is gone. */
export async function saveColumns(jobId: string, draft: unknown): Promise<boolean> {
  const { account } = await memberFor('import')
  const { columns, constants } = draftSchema.parse(draft)
  const job = await importJobById(account.id, z.uuid().parse(jobId))
  const file = job?.analysis?.files[0]
  if (!job || !file) return false
  const files = [{ name: file.name, importType: job.importType, columns, constants }]
  const saved = await saveMapping({ accountId: account.id, jobId: job.id, files })
  return saved.ok
}

/** Reads the sample again as the person says it is written; columns that are still there keep their mapping. */
export async function changeDialect(jobId: string, dialect: unknown): Promise<FormState> {
  const { account } = await memberFor('import')
  const words = await getTranslations('wizard.columns.dialect')
  const read = await readSampleAgain({
    accountId: account.id,
    jobId: z.uuid().parse(jobId),
    dialect: dialectSchema.parse(dialect),
  })
  if (read.ok) {
    revalidatePath(`/imports/${jobId}`, 'layout')
    return { done: words('changed', { count: read.job.analysis?.files[0]?.columns.length ?? 0 }) }
  }
  if (read.reason !== 'not-csv') return { error: words('failedUnknown') }
  return { error: words('failed', { reason: issueSentence(translatorFor(toLocale(await getLocale())), read.issue) }) }
}
