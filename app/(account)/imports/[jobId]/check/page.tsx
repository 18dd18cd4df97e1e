import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { isGoingOn } from '@/lib/runs/run'
import { openJob } from '../../open-job'
import { JobFrame } from '../job-frame'
import { CheckProgress } from './check-progress'
import { CheckResult, type CheckQuery } from './check-result'
import { CheckStart } from './check-start'
import type { JobParams } from '../../job-steps'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('wizard.check')
  return { title: words('title') }
}

export default async function CheckPage({
  params,
  searchParams,
}: {
  params: JobParams
  searchParams: Promise<CheckQuery>
}) {
  const { jobId } = await params
  const open = await openJob(jobId, 'check')
  const words = await getTranslations('wizard.check')
  const { job, lastCheck } = open
  return (
    <JobFrame open={open} step="check" title={words('title')} lead={words('lead')}>
      {lastCheck && isGoingOn(lastCheck) ? (
        <CheckProgress run={lastCheck} />
      ) : lastCheck?.jobRevision === job.revision ? (
        <CheckResult jobId={job.id} run={lastCheck} query={await searchParams} />
      ) : (
        <CheckStart jobId={job.id} isOutdated={lastCheck !== null} />
      )}
    </JobFrame>
  )
}
