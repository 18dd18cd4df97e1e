// Import jobs: the set-up of an import, step by step, as in the wizard.
import { z } from 'zod'
import { createImportJob, type CreatedImportJob } from '@/lib/import-jobs/create-import-job'
import { discardJob } from '@/lib/import-jobs/finish-job'
import { importJobById, listImportJobs } from '@/lib/import-jobs/import-job'
import { updateJobSettings } from '@/lib/import-jobs/update-job-settings'
import { issueSentence } from '@/lib/runs/run-issues'
import type { Issue } from '@/lib/issues/issue'
import type { Locale } from '@/lib/words/locales'
import { translate, translatorFor } from '@/lib/words/translate'
import { operation } from '@/app/api/_http/operation'
import { askFor, idPlace, pageOf, pageQuery, toPage } from '@/app/api/_http/page'
import { refuse, wrongInput, type Refusal } from '@/app/api/_http/problem'
import { namedLogin } from './named-login'
import { settingsInput, toSettingsChange } from './settings-input'
import { jobSchema, shownJob } from './shown-job'

const create = operation({
  id: 'createImportJob',
  method: 'POST',
  path: '/api/v1/accounts/{account}/import-jobs',
  tag: 'import-jobs',
  access: 'import',
  body: z.object({
    importType: z.string().max(200).describe('a type, or `bundle` for a ZIP with files of several types'),
    transferLogin: z.string().max(200).describe('id, name or user name of a transfer login'),
    settings: settingsInput.optional(),
  }),
  answer: { status: 201, schema: jobSchema },
  async handle({ account, body, locale }) {
    const login = await namedLogin(account.id, body.transferLogin)
    const created = await createImportJob({
      accountId: account.id,
      importType: body.importType,
      transferLoginId: login?.id ?? '',
      settings: toSettingsChange(body.settings ?? {}),
    })
    return created.ok ? shownJob(created.job, locale) : choiceRefused(created.reason, locale)
  },
})

type ChoiceReason = Extract<CreatedImportJob, { ok: false }>['reason']

function choiceRefused(reason: ChoiceReason, locale: Locale): Refusal {
  switch (reason) {
    case 'transfer-login-disabled':
      return refuse(reason)
    case 'unknown-import-type':
      return wrongInput('body', '/importType', translate(locale, 'api.input.importType'))
    case 'unknown-transfer-login':
      return wrongInput('body', '/transferLogin', translate(locale, 'api.input.transferLogin'))
  }
}

const list = operation({
  id: 'listImportJobs',
  method: 'GET',
  path: '/api/v1/accounts/{account}/import-jobs',
  tag: 'import-jobs',
  access: 'import',
  query: z.object({ ...pageQuery(idPlace), open: z.enum(['true', 'false']).optional() }),
  answer: { status: 200, schema: pageOf(jobSchema) },
  async handle({ account, query: { limit, cursor, open }, locale }) {
    const jobs = await listImportJobs(account.id, {
      limit: askFor(limit),
      ...(cursor ? { after: cursor } : {}),
      ...(open ? { open: open === 'true' } : {}),
    })
    const page = toPage(
      jobs,
      limit,
      (job) => job.id,
      (job) => job,
    )
    return { ...page, items: await Promise.all(page.items.map((job) => shownJob(job, locale))) }
  },
})

const get = operation({
  id: 'getImportJob',
  method: 'GET',
  path: '/api/v1/import-jobs/{job}',
  tag: 'import-jobs',
  access: 'import',
  answer: { status: 200, schema: jobSchema },
  async handle({ account, params, locale }) {
    const job = await importJobById(account.id, params.job)
    return job ? shownJob(job, locale) : refuse('not-found')
  },
})

const update = operation({
  id: 'updateImportJob',
  method: 'PATCH',
  path: '/api/v1/import-jobs/{job}',
  tag: 'import-jobs',
  access: 'import',
  body: z.object({
    importType: z.string().max(200).optional(),
    transferLogin: z.string().max(200).optional(),
    settings: settingsInput.optional(),
  }),
  answer: { status: 200, schema: jobSchema },
  async handle({ account, params, body, locale }) {
    const login = body.transferLogin === undefined ? undefined : await namedLogin(account.id, body.transferLogin)
    const updated = await updateJobSettings({
      accountId: account.id,
      jobId: params.job,
      settings: toSettingsChange(body.settings ?? {}),
      ...(body.importType === undefined ? {} : { importType: body.importType }),
      ...(body.transferLogin === undefined ? {} : { transferLoginId: login?.id ?? '' }),
    })
    if (updated.ok) return shownJob(updated.job, locale)
    if (updated.reason === 'not-csv') return unreadable(updated.issue, locale)
    return isJobReason(updated.reason) ? jobRefused(updated.reason) : choiceRefused(updated.reason, locale)
  },
})

const discard = operation({
  id: 'discardImportJob',
  method: 'DELETE',
  path: '/api/v1/import-jobs/{job}',
  tag: 'import-jobs',
  access: 'import',
  answer: { status: 204 },
  async handle({ account, params }) {
    if (await discardJob(account.id, params.job)) return undefined
    return refuse((await importJobById(account.id, params.job)) ? 'job-finished' : 'not-found')
  },
})

const jobReasons = {
  'not-found': 'not-found',
  finished: 'job-finished',
  'changed-meanwhile': 'changed-meanwhile',
} as const
type JobReason = keyof typeof jobReasons

const isJobReason = (reason: string): reason is JobReason => reason in jobReasons

/** A job that cannot be changed (any more). */
export function jobRefused(reason: JobReason): Refusal {
  return refuse(jobReasons[reason])
}

/** A file that is not what it should be, named as what it is. */
export function unreadable(issue: Issue, locale: Locale): Refusal {
  return refuse('file-not-readable', { sentence: issueSentence(translatorFor(locale), issue) })
}

export const importJobOperations = { create, list, get, update, discard }
