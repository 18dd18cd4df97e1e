import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { typeTitle } from '@/components/import-types/type-title'
import { ButtonLink } from '@/components/ui/button-link'
import { DataTable, type Column } from '@/components/ui/data-table'
import { DateTime } from '@/components/ui/date-time'
import { EmptyState } from '@/components/ui/empty-state'
import { FileName } from '@/components/ui/file-name'
import { PageHeader } from '@/components/ui/page-header'
import { listTransferLogins } from '@/lib/accounts/transfer-logins'
import { listImportJobs, type ImportJob } from '@/lib/import-jobs/import-job'
import { jobStep } from '@/lib/import-jobs/job-step'
import { lastCheckOf } from '@/lib/runs/run'
import { memberFor } from '../member'
import { DeleteJob } from './delete-job'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('wizard')
  return { title: words('list.title') }
}

export default async function ImportsPage() {
  const { account } = await memberFor('import')
  const words = await getTranslations('wizard')
  const locale = await getLocale()
  const [jobs, logins] = await Promise.all([listImportJobs(account.id, { open: true }), listTransferLogins(account.id)])
  const rows = await Promise.all(
    jobs.map(async (job) => ({ job, step: jobStep(job, await lastCheckOf(account.id, job.id)) })),
  )
  const titleOf = (job: ImportJob) => typeTitle(job.catalogue, job.importType, locale)
  const columns: Column<(typeof rows)[number]>[] = [
    {
      id: 'what',
      header: words('list.columns.what'),
      isRowHeader: true,
      cell: ({ job }) => (
        <>
          {titleOf(job)}
          {job.sample ? <FileName name={job.sample.fileName} className="block font-normal sm:hidden" /> : null}
        </>
      ),
    },
    {
      id: 'sample',
      header: words('list.columns.sample'),
      hideBelow: 'sm',
      cell: ({ job }) =>
        job.sample ? (
          <FileName name={job.sample.fileName} />
        ) : (
          <span className="text-ink-soft">{words('list.noSample')}</span>
        ),
    },
    {
      id: 'login',
      header: words('list.columns.login'),
      hideBelow: 'lg',
      cell: ({ job }) => logins.find((login) => login.id === job.transferLoginId)?.name,
    },
    { id: 'next', header: words('list.columns.next'), hideBelow: 'md', cell: ({ step }) => words(`steps.${step}`) },
    {
      id: 'changed',
      header: words('list.columns.changed'),
      hideBelow: 'lg',
      cell: ({ job }) => <DateTime at={job.updatedAt} />,
    },
    {
      id: 'actions',
      header: words('list.columns.actions'),
      cell: ({ job }) => (
        <span className="flex flex-wrap gap-2">
          <ButtonLink
            href={`/imports/${job.id}`}
            size="small"
            aria-label={words('list.resumeLabel', { title: titleOf(job) })}
          >
            {words('list.resume')}
          </ButtonLink>
          <DeleteJob jobId={job.id} title={titleOf(job)} fileName={job.sample?.fileName} />
        </span>
      ),
    },
  ]
  const begin = (label: string) => (
    <ButtonLink href="/imports/new" icon={<Plus aria-hidden className="size-5" />}>
      {label}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader
        title={words('list.title')}
        lead={words('list.lead')}
        actions={rows.length > 0 ? begin(words('list.new')) : null}
      />
      {rows.length > 0 ? (
        <DataTable caption={words('list.caption')} columns={columns} rows={rows} rowKey={({ job }) => job.id} />
      ) : (
        <EmptyState title={words('list.empty.title')} actions={begin(words('list.empty.action'))}>
          {words('list.empty.body')}
        </EmptyState>
      )}
    </>
  )
}
