import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { comparisonSentence } from '@/components/replays/comparison-sentence'
import { RunBadge } from '@/components/runs/run-badge'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button-link'
import { DateTime } from '@/components/ui/date-time'
import { LiveRegion } from '@/components/ui/live-region'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { Section } from '@/components/ui/section'
import { editedTemplate } from '@/lib/import-jobs/edited-template'
import type { ImportJob } from '@/lib/import-jobs/import-job'
import { db } from '@/lib/platform/db'
import { isGoingOn, listRuns, type Run } from '@/lib/runs/run'
import { keptDeliveries } from '@/lib/runs/start-replay'
import { ReplayForm } from './replay-form'

/** Of a job that changes a template: its change over the deliveries that are kept, before it is saved. */
export async function ReplaySection({ job }: { job: ImportJob }) {
  const template = await editedTemplate(job)
  if (!template) return null
  const words = await getTranslations('replays.wizard')
  const kept = await keptDeliveries(job.accountId, template.id, db)
  const replays = await replaysOf(job)
  const going = replays.filter(isGoingOn).length
  return (
    <Section id="replay" title={words('title')} lead={words('lead')}>
      <RefreshWhile active={going > 0} />
      <LiveRegion>{replays.length > 0 ? words('spoken', { going }) : ''}</LiveRegion>
      {kept.length === 0 ? (
        <Alert
          tone="neutral"
          className="mb-6"
          title={words('nothingKept')}
          actions={
            <ButtonLink href={`/templates/${template.id}/settings`} variant="secondary" size="small">
              {words('keep')}
            </ButtonLink>
          }
        >
          {words('nothingKeptText')}
        </Alert>
      ) : null}
      <ReplayForm jobId={job.id} kept={kept.length} isAgain={replays.length > 0} isGoing={going > 0} />
      {replays.length > 0 ? <ReplayList replays={replays} label={words('results')} /> : null}
      <p className="mt-6 text-sm text-ink-soft">{words('saveNote')}</p>
    </Section>
  )
}

/** The replays of the job as it stands now, the newest first. */
export async function replaysOf(job: ImportJob): Promise<Run[]> {
  const replays = await listRuns({ accountId: job.accountId, jobId: job.id, purposes: ['replay'], limit: 20 })
  return replays.filter(({ jobRevision }) => jobRevision === job.revision)
}

async function ReplayList({ replays, label }: { replays: readonly Run[]; label: string }) {
  const words = await getTranslations('replays')
  return (
    <ul aria-label={label} className="mt-6 divide-y divide-rule card">
      {replays.map((run) => {
        const { code, params } = comparisonSentence(run)
        const { comparedDelivery } = run
        return (
          <li key={run.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-6 py-4">
            <RunBadge state={run.state} />
            <span className="min-w-64 grow">
              <span className="block font-semibold">{words(`sentence.${code}`, params)}</span>
              <span className="text-sm text-ink-soft">
                {comparedDelivery
                  ? words.rich('wizard.delivered', { at: () => <DateTime key="at" at={comparedDelivery.receivedAt} /> })
                  : words('wizard.sample')}
              </span>
            </span>
            <Link href={`/runs/${run.id}`} className="link">
              {words('wizard.see')}
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
