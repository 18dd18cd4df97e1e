import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { RunBadge, runTone } from '@/components/runs/run-badge'
import { DateTime } from '@/components/ui/date-time'
import { Timeline, type TimelineStep } from '@/components/ui/timeline'
import type { Delivery } from '@/lib/deliveries/delivery'

/** What happened to the file: it came, it was matched or not, it was processed once or more, it was destroyed. */
export function DeliveryTimeline({ delivery }: { delivery: Delivery }) {
  const words = useTranslations('deliveriesPage.timeline')
  const steps: TimelineStep[] = [
    { id: 'received', tone: 'good', title: words('received'), children: <DateTime at={delivery.receivedAt} /> },
    delivery.template
      ? { id: 'matched', tone: 'good', title: words('matched', { template: delivery.template.name }) }
      : { id: 'unmatched', tone: 'warn', title: words('unmatched') },
    ...delivery.runs.toReversed().map((run): TimelineStep => ({
      id: run.id,
      tone: runTone(run.state),
      title: (
        <span className="flex flex-wrap items-center gap-3">
          <Link href={`/runs/${run.id}`} className="link">
            {words('run')}
          </Link>
          <RunBadge state={run.state} />
        </span>
      ),
      children: <DateTime at={run.finishedAt ?? run.startedAt ?? run.queuedAt} />,
    })),
    ...(delivery.storageKey === null ? [{ id: 'destroyed', tone: 'neutral' as const, title: words('destroyed') }] : []),
  ]
  return <Timeline steps={steps} />
}
