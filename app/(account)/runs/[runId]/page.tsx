import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { FileLedger } from '@/components/runs/file-ledger'
import { RunBadge } from '@/components/runs/run-badge'
import { RunLedger } from '@/components/runs/run-ledger'
import { RunProgress } from '@/components/runs/run-progress'
import { ButtonLink } from '@/components/ui/button-link'
import { DateTime } from '@/components/ui/date-time'
import { FileName } from '@/components/ui/file-name'
import { listQuery, type SearchParams } from '@/components/ui/list-query'
import { PageHeader } from '@/components/ui/page-header'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { Section } from '@/components/ui/section'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import { isId } from '@/lib/accounts/is-id'
import { may } from '@/lib/accounts/permissions'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import { isHeldForColumns } from '@/lib/runs/accept-columns'
import { isGoingOn, runById, type Run } from '@/lib/runs/run'
import { memberFor } from '../../member'
import { ChangesSection } from './changes-section'
import { ColumnsSection } from './columns-section'
import { ComparisonCard } from './comparison-card'
import { DifferencesSection } from './differences-section'
import { FailureCard } from './failure-card'
import { HoldCard } from './hold-card'
import { IssuesSection } from './issues-section'
import { NotReversedSection } from './not-reversed-section'
import { ShadowNote } from './shadow-note'
import { canBeUndone, UndoButton } from './undo-button'
import { UndoCard } from './undo-card'
import { UndoLedger } from './undo-ledger'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('runsPage')
  return { title: words('title') }
}

type Props = { params: Promise<{ runId: string }>; searchParams: SearchParams }

/** The states in which the rows are known to be compared with the roster. */
const compared: readonly Run['state'][] = ['held', 'applying', 'applied', 'checked', 'discarded', 'rolledBack']

export default async function RunPage({ params, searchParams }: Props) {
  const { caller, account } = await memberFor('see-deliveries')
  const { runId } = await params
  const run = isId(runId) ? await runById(account.id, runId) : null
  if (!run) notFound()
  const words = await getTranslations('runsPage')
  const query = await listQuery(searchParams)
  const { after, code, kind, changesAfter, leftAfter, reveal, differs, differsAfter } = query
  const types = await catalogueOfAccount(account.id)
  const goesOn = isGoingOn(run)
  const hasApplied = run.state === 'applied' || run.state === 'rolledBack'
  const isBeside = run.purpose === 'replay' || run.purpose === 'shadow'
  const maySeeChanges = may(caller, 'see-roster', account.id) && (hasApplied || (isBeside && !goesOn))
  const mayImport = may(caller, 'import', account.id)
  const mayUndo = may(caller, 'answer-holds', account.id) && canBeUndone(run)
  return (
    <>
      <RefreshWhile active={goesOn} />
      <PageHeader
        crumbs={await crumbsOf(run)}
        title={<FileName name={run.fileName} />}
        badge={<RunBadge state={run.state} />}
        lead={words.rich(`leads.${run.purpose}`, {
          template: run.template?.name ?? '',
          by: run.requestedBy ?? '',
          at: () => <DateTime key="at" at={run.finishedAt ?? run.startedAt ?? run.queuedAt} />,
        })}
        actions={
          (run.purpose === 'check' || run.purpose === 'replay') && run.jobId && mayImport ? (
            <ButtonLink href={`/imports/${run.jobId}`}>{words('backToWizard')}</ButtonLink>
          ) : mayUndo ? (
            <UndoButton run={run} />
          ) : null
        }
      />
      {goesOn ? <RunProgress run={run} /> : null}
      <HoldCard run={run} mayAnswer={may(caller, 'answer-holds', account.id)} mayImport={mayImport} />
      <FailureCard run={run} />
      <UndoCard run={run} />
      <ComparisonCard run={run} />
      <ShadowNote run={run} />
      {run.purpose === 'rollback' ? (
        <UndoLedger counts={run.counts} />
      ) : isHeldForColumns(run) ? null : (
        <RunLedger counts={run.counts} isApplied={hasApplied} isCompared={compared.includes(run.state)} />
      )}
      {run.importType === BUNDLE && run.files.length > 0 ? (
        <Section id="files" title={words('files.title')}>
          <FileLedger catalogue={types} files={run.files} />
        </Section>
      ) : null}
      <ColumnsSection run={run} mayImport={mayImport} />
      {run.purpose === 'rollback' ? null : <IssuesSection catalogue={types} run={run} code={code} after={after} />}
      {maySeeChanges ? (
        <>
          <NotReversedSection run={run} after={leftAfter} />
          <DifferencesSection run={run} kind={differs} after={differsAfter} isRevealed={reveal === 'true'} />
          <ChangesSection run={run} kind={kind} after={changesAfter} isRevealed={reveal === 'true'} />
        </>
      ) : null}
    </>
  )
}

async function crumbsOf(run: Run) {
  const words = await getTranslations('runsPage.crumbs')
  if (run.delivery) {
    return [
      { title: words('deliveries'), href: '/deliveries' },
      { title: words('delivery'), href: `/deliveries/${run.delivery.id}` },
    ]
  }
  if (run.rollsBack) {
    return [
      { title: words('deliveries'), href: '/deliveries' },
      { title: <FileName name={run.rollsBack.fileName} />, href: `/runs/${run.rollsBack.id}` },
    ]
  }
  if (run.template && (run.purpose === 'replay' || run.purpose === 'shadow')) {
    return [
      { title: words('templates'), href: '/templates' },
      { title: run.template.name, href: `/templates/${run.template.id}` },
    ]
  }
  return [{ title: words('imports'), href: '/imports' }]
}
