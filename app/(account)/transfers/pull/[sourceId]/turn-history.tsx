import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { DataTable, type Column } from '@/components/ui/data-table'
import { DateTime } from '@/components/ui/date-time'
import type { PullTurn } from '@/lib/pull/turn'
import { TurnSteps } from './turn-steps'

/** The turns before the last one; each opens to its steps. */
export function TurnHistory({ turns }: { turns: readonly PullTurn[] }) {
  const words = useTranslations('pull')
  const columns: Column<PullTurn>[] = [
    {
      id: 'when',
      header: words('turn.when'),
      isRowHeader: true,
      cell: (turn) => <DateTime at={turn.startedAt ?? turn.queuedAt} />,
    },
    { id: 'what', header: words('turn.what'), cell: (turn) => words('turn.purpose', { purpose: turn.purpose }) },
    {
      id: 'who',
      header: words('turn.who'),
      hideBelow: 'md',
      cell: (turn) => turn.requestedBy ?? words('turn.clock'),
    },
    {
      id: 'result',
      header: words('turn.result'),
      cell: (turn) => (
        <div className="flex flex-col gap-2">
          <span>
            {turn.trouble ? (
              <Badge tone="bad">{words(`trouble.${turn.trouble.reason}.title`)}</Badge>
            ) : turn.purpose === 'test' ? (
              words('turn.tested')
            ) : (
              words('turn.delivered', { count: turn.delivered })
            )}
          </span>
          <details>
            <summary className="cursor-pointer text-ink-soft">
              {words('turn.steps', { count: turn.steps.length })}
            </summary>
            <div className="mt-3">
              <TurnSteps turn={turn} />
            </div>
          </details>
        </div>
      ),
    },
  ]
  return <DataTable caption={words('turn.history')} columns={columns} rows={turns} rowKey={(turn) => turn.id} />
}
