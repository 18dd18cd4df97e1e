import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { LiveRegion } from '@/components/ui/live-region'
import { isGoingOn, type Run } from '@/lib/runs/run'
import { openJob } from '../../open-job'
import { JobFrame } from '../job-frame'
import { CheckProgress } from './check-progress'
import { CheckResult, type CheckQuery } from './check-result'
import { CheckStart } from './check-start'
import { ReplaySection } from './replay-section'
import { verdictOf, verdictParams } from './verdict'
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
  const spoken = (run: Run) =>
    isGoingOn(run) ? words('running') : words(`verdict.${verdictOf(run).code}.title`, verdictParams(run.counts))
  return (
    <JobFrame open={open} step="check" title={words('title')} lead={words('lead')}>
      {/* Stays where it is while the page is drawn anew, so that the end of the check is read out. */}
      <LiveRegion>{lastCheck && lastCheck.jobRevision === job.revision ? spoken(lastCheck) : ''}</LiveRegion>
      {lastCheck && isGoingOn(lastCheck) ? (
        <CheckProgress run={lastCheck} />
      ) : lastCheck?.jobRevision === job.revision ? (
        <>
          <CheckResult job={job} run={lastCheck} query={await searchParams} />
          <ReplaySection job={job} />
        </>
      ) : (
        <CheckStart jobId={job.id} isOutdated={lastCheck !== null} />
      )}
    </JobFrame>
  )
}
