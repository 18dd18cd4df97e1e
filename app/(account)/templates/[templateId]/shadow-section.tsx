import { ArrowUpToLine, Trash2 } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { comparisonSentence } from '@/components/replays/comparison-sentence'
import { RunBadge } from '@/components/runs/run-badge'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DateTime } from '@/components/ui/date-time'
import { EmptyState } from '@/components/ui/empty-state'
import { Section } from '@/components/ui/section'
import { listRuns, type Run } from '@/lib/runs/run'
import { shadowOf } from '@/lib/templates/shadow'
import type { Template } from '@/lib/templates/template'
import { drop, promote } from './shadow-actions'

const NIGHTS_SHOWN = 14

/** The candidate that runs beside a template: what it said of each delivery, and the two ways on. */
export async function ShadowSection({ template }: { template: Template }) {
  const words = await getTranslations('replays.shadow')
  const shadow = await shadowOf(template.accountId, template.id)
  if (!shadow) {
    return (
      <Section id="shadow" title={words('title')}>
        <EmptyState level={3} title={words('none')}>
          {words('noneText')}
        </EmptyState>
      </Section>
    )
  }
  const { version, since, savedBy } = shadow
  const of = { accountId: template.accountId, templateId: template.id, templateVersion: version }
  const runs = await listRuns({ ...of, purposes: ['shadow'], limit: NIGHTS_SHOWN })
  return (
    <Section
      id="shadow"
      title={words('title')}
      lead={words.rich('lead', {
        version,
        by: savedBy ?? '',
        hasName: savedBy ? 'yes' : 'no',
        at: () => <DateTime key="at" at={since} />,
      })}
      actions={
        <>
          <ConfirmDialog
            trigger={words('drop')}
            triggerVariant="danger"
            triggerSize="small"
            triggerIcon={<Trash2 aria-hidden className="size-4" />}
            title={words('dropTitle')}
            confirm={words('drop')}
            danger
            action={drop.bind(null, template.id)}
          >
            {words('dropText')}
          </ConfirmDialog>
          <ConfirmDialog
            trigger={words('promote')}
            triggerVariant="primary"
            triggerSize="small"
            triggerIcon={<ArrowUpToLine aria-hidden className="size-4" />}
            title={words('promoteTitle')}
            confirm={words('promote')}
            action={promote.bind(null, template.id, version)}
          >
            <p>{words('promoteText', { version: template.version })}</p>
            {template.version > version ? <p className="mt-2 font-semibold">{words('changedSince')}</p> : null}
          </ConfirmDialog>
        </>
      }
    >
      {runs.length === 0 ? (
        <EmptyState level={3} title={words('noRuns')}>
          {words('noRunsText')}
        </EmptyState>
      ) : (
        <Nights runs={runs} />
      )}
    </Section>
  )
}

async function Nights({ runs }: { runs: readonly Run[] }) {
  const words = await getTranslations('replays')
  return (
    <ul aria-label={words('shadow.nights')} className="divide-y divide-rule card">
      {runs.map((run) => {
        const { code, params } = comparisonSentence(run)
        return (
          <li key={run.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-6 py-4">
            <RunBadge state={run.state} />
            <span className="min-w-64 grow">
              <span className="block font-semibold">{words(`sentence.${code}`, params)}</span>
              <span className="text-sm text-ink-soft">
                {words.rich('wizard.delivered', {
                  at: () => <DateTime key="at" at={run.comparedDelivery?.receivedAt ?? run.queuedAt} />,
                })}
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
