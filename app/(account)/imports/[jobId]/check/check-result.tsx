import { ArrowRight, Columns3, Download, RotateCcw, SlidersHorizontal } from 'lucide-react'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { SubmitButton } from '@/components/forms/submit-button'
import { FileLedger } from '@/components/runs/file-ledger'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button-link'
import { Section } from '@/components/ui/section'
import type { ImportJob } from '@/lib/import-jobs/import-job'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import type { RunCounts } from '@/lib/runs/run-counts'
import type { Run } from '@/lib/runs/run'
import { failureSentence, readFailure } from '@/lib/runs/run-failure'
import { toLocale } from '@/lib/words/locales'
import { translatorFor } from '@/lib/words/translate'
import { stepAddress } from '../../job-steps'
import { startCheck } from './actions'
import { IssueCauses } from './issue-causes'
import { IssueList } from './issue-list'
import { verdictOf, verdictParams } from './verdict'

export type CheckQuery = Readonly<Record<string, string | string[] | undefined>>

/** What the check found, what an import would do, and the ways on. */
export function CheckResult({ job, run, query }: { job: ImportJob; run: Run; query: CheckQuery }) {
  const words = useTranslations('wizard.check')
  const { counts } = run
  const jobId = job.id
  const verdict = verdictOf(run)
  const translate = translatorFor(toLocale(useLocale()))
  const failure = verdict.code === 'refused' ? readFailure(run.failure) : null
  const reason = failure ? failureSentence(translate, failure) : null
  const canGoOn = run.state === 'checked'
  return (
    <>
      <Alert
        tone={verdict.tone}
        title={words(`verdict.${verdict.code}.title`, verdictParams(counts))}
        actions={
          <>
            {canGoOn ? (
              <ButtonLink href={stepAddress(jobId, 'save')}>
                {words('goOn')}
                <ArrowRight aria-hidden className="size-5" />
              </ButtonLink>
            ) : null}
            {run.state === 'failed' ? (
              <form action={startCheck.bind(null, jobId)}>
                <SubmitButton icon={<RotateCcw aria-hidden className="size-5" />}>{words('startAgain')}</SubmitButton>
              </form>
            ) : null}
            <ButtonLink
              href={stepAddress(jobId, 'columns')}
              variant="secondary"
              icon={<Columns3 aria-hidden className="size-5" />}
            >
              {words('editColumns')}
            </ButtonLink>
            <ButtonLink
              href={stepAddress(jobId, 'settings')}
              variant="secondary"
              icon={<SlidersHorizontal aria-hidden className="size-5" />}
            >
              {words('editSettings')}
            </ButtonLink>
          </>
        }
      >
        {reason ? `${reason} ` : null}
        {words(`verdict.${verdict.code}.body`)}
      </Alert>
      {run.state === 'failed' ? null : <Numbers counts={counts} canGoOn={canGoOn} />}
      {run.importType === BUNDLE && run.files.length > 0 ? (
        <Section id="files" title={words('filesTitle')}>
          <FileLedger catalogue={job.catalogue} files={run.files} />
        </Section>
      ) : null}
      {run.state !== 'failed' && counts.errors + counts.warnings > 0 ? (
        <Section
          id="issues"
          title={words('issues.title')}
          lead={words('issues.lead')}
          actions={
            <ButtonLink
              href={`/runs/${run.id}/issues.csv`}
              download
              variant="secondary"
              size="small"
              icon={<Download aria-hidden className="size-4" />}
            >
              {words('issues.download')}
            </ButtonLink>
          }
        >
          <IssueCauses jobId={jobId} run={run} chosen={textOf(query.code)} />
          <IssueList jobId={jobId} run={run} code={textOf(query.code)} cursor={textOf(query.cursor)} />
        </Section>
      ) : null}
    </>
  )
}

function Numbers({ counts, canGoOn }: { counts: RunCounts; canGoOn: boolean }) {
  const words = useTranslations('wizard.check')
  const format = useFormatter()
  const groups = [
    { id: 'file', numbers: { rows: counts.rows, valid: counts.applied, rejected: counts.rejected } },
    ...(canGoOn
      ? [
          {
            id: 'effect',
            numbers: {
              added: counts.added,
              changed: counts.changed,
              deactivated: counts.deactivated,
              unchanged: counts.unchanged,
            },
          },
        ]
      : []),
  ]
  return (
    <div className="mt-6 grid gap-6 lg:grid-cols-[3fr_4fr]">
      {groups.map(({ id, numbers }) => (
        <section key={id} aria-labelledby={`numbers-${id}`} className="card p-5 sm:p-6">
          <h2 id={`numbers-${id}`} className="text-base">
            {words(`numbers.${id}`)}
          </h2>
          <dl className="mt-3 grid grid-cols-2 gap-4 sm:grid-flow-col sm:grid-cols-none">
            {Object.entries(numbers).map(([name, value]) => (
              <div key={name}>
                <dt className="text-sm text-ink-soft">{words(`count.${name}`)}</dt>
                <dd className="text-2xl font-bold">{format.number(value)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

function textOf(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
