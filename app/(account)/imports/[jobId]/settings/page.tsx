import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { inLanguage } from '@/components/import-types/in-language'
import type { ImportJob } from '@/lib/import-jobs/import-job'
import { listTransferLogins } from '@/lib/accounts/transfer-logins'
import { openJob } from '../../open-job'
import { JobFrame } from '../job-frame'
import { JobSettingsForm } from './job-settings-form'
import type { JobParams } from '../../job-steps'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('wizard')
  return { title: words('settings.title') }
}

/** What something new can be begun with, and what the job has already. */
function typesFor({ catalogue: { offered, own }, importType }: ImportJob) {
  return [...offered, ...own.filter((type) => type.name === importType && !offered.includes(type))]
}

export default async function SettingsPage({ params }: { params: JobParams }) {
  const { jobId } = await params
  const open = await openJob(jobId, 'settings')
  const words = await getTranslations('wizard')
  const { job, account } = open
  const locale = await getLocale()
  const logins = (await listTransferLogins(account.id)).filter(
    (login) => (!login.disabledAt && !login.rehearsesId) || login.id === job.transferLoginId,
  )
  return (
    <JobFrame open={open} step="settings" title={words('steps.settings')} lead={words('settings.lead')}>
      <JobSettingsForm
        jobId={job.id}
        settings={job.settings}
        importType={job.importType}
        types={typesFor(job).map(({ name, family, title }) => ({ name, family, title: inLanguage(title, locale) }))}
        login={job.transferLoginId}
        logins={logins.map(({ id, name, sftpUserName }) => ({ id, name, userName: sftpUserName }))}
      />
    </JobFrame>
  )
}
