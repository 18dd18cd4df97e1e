import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { typeTitle } from '@/components/import-types/type-title'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button-link'
import { transferLoginById } from '@/lib/accounts/transfer-logins'
import { db } from '@/lib/platform/db'
import { matchTemplate } from '@/lib/templates/match-template'
import { nextVersionOf } from '@/lib/templates/next-version'
import type { Template } from '@/lib/templates/template'
import { stepAddress, type JobParams } from '../../job-steps'
import { openJob } from '../../open-job'
import { JobFrame } from '../job-frame'
import { ImportOnce } from './import-once'
import { ReplayNote } from './replay-note'
import { SaveForm } from './save-form'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('wizard.save')
  return { title: words('title') }
}

export default async function SavePage({ params }: { params: JobParams }) {
  const { jobId } = await params
  const open = await openJob(jobId, 'save')
  const words = await getTranslations('wizard.save')
  const { job, account, lastCheck } = open
  const fileName = job.sample?.fileName ?? ''
  const [login, existing] = await Promise.all([
    transferLoginById(account.id, job.transferLoginId),
    matchTemplate(db, job.transferLoginId, fileName),
  ])
  const counts = lastCheck?.counts
  return (
    <JobFrame open={open} step="save" title={words('title')} lead={words('lead')}>
      {counts && counts.rejected > 0 ? (
        <Alert
          tone="warn"
          className="mb-8 max-w-3xl"
          title={words('errorsRemain', { rejected: counts.rejected, rows: counts.rows })}
          actions={
            <ButtonLink href={stepAddress(job.id, 'check')} variant="secondary" size="small">
              {words('seeErrors')}
            </ButtonLink>
          }
        >
          {words('errorsRemainBody')}
        </Alert>
      ) : null}
      {existing ? <ReplayNote job={job} /> : null}
      <div className="grid items-start gap-x-12 gap-y-14 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <SaveForm
          jobId={job.id}
          defaultName={typeTitle(job.catalogue, job.importType, await getLocale())}
          fileName={fileName}
          login={login ? { name: login.name, userName: login.sftpUserName } : undefined}
          settings={job.settings}
          existing={existing ? { ...pickOf(existing), next: await nextVersionOf(existing.id) } : undefined}
        />
        {counts ? <ImportOnce jobId={job.id} counts={counts} mode={job.settings.mode} /> : null}
      </div>
    </JobFrame>
  )
}

const pickOf = ({ id, name, version }: Template) => ({ id, name, version })
