'use server'

import { notFound, redirect } from 'next/navigation'
import { revalidatePath } from 'next/cache'
import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FormState } from '@/components/forms/form-state'
import { dialectSchema } from '@/lib/csv/dialect'
import { acceptSure } from '@/lib/import-jobs/accept-suggestions'
import { importJobById, type ImportJob } from '@/lib/import-jobs/import-job'
import { problemsOfFiles } from '@/lib/import-jobs/mapping-problems'
import { changeMemberType, readSampleAgain } from '@/lib/import-jobs/read-sample-again'
import { saveMapping } from '@/lib/import-jobs/save-mapping'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import { fileMappingSchema, type FileMapping } from '@/lib/mapping/file-mapping'
import { issueSentence } from '@/lib/runs/run-issues'
import { toLocale } from '@/lib/words/locales'
import { translatorFor } from '@/lib/words/translate'
import { memberFor } from '../../../member'
import { stepAddress } from '../../job-steps'
import { startCheck } from '../check/actions'

const draftSchema = fileMappingSchema.pick({ columns: true, constants: true, combined: true })

/** Keeps what was decided so far about one file. False: it does not fit the job any more, or the job is gone. */
export async function saveColumns(jobId: string, name: string, draft: unknown): Promise<boolean> {
  const { account } = await memberFor('import')
  const { columns, constants, combined } = draftSchema.parse(draft)
  const job = await importJobById(account.id, z.uuid().parse(jobId))
  const file = job?.analysis?.files.find((one) => one.name === name)
  if (!job || !file || file.importType === null) return false
  const before = job.importType === BUNDLE ? decidedOf(job) : []
  const own = before.find((one) => one.name === name)
  const { importType } = file
  const files = [...before.filter((one) => one !== own), { ...own, name, importType, columns, constants, combined }]
  const saved = await saveMapping({ accountId: account.id, jobId: job.id, files })
  return saved.ok
}

/** The mapping as it stands: before the first decision, what is beyond doubt. */
function decidedOf({ mapping, analysis, catalogue }: ImportJob): FileMapping[] {
  return mapping ?? (analysis ? acceptSure(analysis, catalogue) : [])
}

/** Says what a member of a bundle holds; null: it is not imported. */
export async function changeMember(jobId: string, name: string, importType: string | null): Promise<FormState> {
  const { account } = await memberFor('import')
  const words = await getTranslations('wizard.columns.bundle')
  const changed = await changeMemberType({
    ...{ accountId: account.id, jobId: z.uuid().parse(jobId) },
    name: z.string().parse(name),
    importType: z.string().nullable().parse(importType),
  })
  if (changed.ok) {
    revalidatePath(`/imports/${jobId}`, 'layout')
    return {}
  }
  if (changed.reason === 'import-type-twice') return { error: words('typeTwice') }
  if (changed.reason !== 'not-csv') return { error: words('failedUnknown') }
  return { error: issueSentence(translatorFor(toLocale(await getLocale())), changed.issue) }
}

/** Says whether deliveries of a bundle may come without a member. */
export async function changeAbsence(jobId: string, name: string, mayBeAbsent: boolean): Promise<boolean> {
  const { account } = await memberFor('import')
  const job = await importJobById(account.id, z.uuid().parse(jobId))
  if (!job) return false
  const { accountId, id } = job
  const files = decidedOf(job).map((file) => (file.name === name ? { ...file, mayBeAbsent } : file))
  const saved = await saveMapping({ accountId, jobId: id, files })
  if (saved.ok) revalidatePath(`/imports/${jobId}`, 'layout')
  return saved.ok
}

/** Leads to the check; in a bundle, first to the file in which something is missing. */
export async function goOn(jobId: string): Promise<void> {
  const { account } = await memberFor('import')
  const job = await importJobById(account.id, z.uuid().parse(jobId))
  if (!job) notFound()
  if (job.importType === BUNDLE) {
    const mapping = decidedOf(job)
    if (!job.mapping) await saveMapping({ accountId: account.id, jobId: job.id, files: mapping })
    const [problem] = problemsOfFiles(mapping, job)
    if (problem) redirect(`${stepAddress(job.id, 'columns')}?file=${encodeURIComponent(problem.file)}`)
  }
  return startCheck(jobId)
}

/** Reads a file of the sample again as the person says it is written; columns that are still there keep their mapping. */
export async function changeDialect(jobId: string, name: string, dialect: unknown): Promise<FormState> {
  const { account } = await memberFor('import')
  const words = await getTranslations('wizard.columns.dialect')
  const read = await readSampleAgain({
    accountId: account.id,
    jobId: z.uuid().parse(jobId),
    name: z.string().parse(name),
    dialect: dialectSchema.parse(dialect),
  })
  if (read.ok) {
    revalidatePath(`/imports/${jobId}`, 'layout')
    return { done: words('changed', { count: read.file.columns.length }) }
  }
  if (read.reason !== 'not-csv') return { error: words('failedUnknown') }
  return { error: words('failed', { reason: issueSentence(translatorFor(toLocale(await getLocale())), read.issue) }) }
}
