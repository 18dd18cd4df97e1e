import { useTranslations } from 'next-intl'
import { classes } from '@/components/ui/classes'
import { Count } from '@/components/ui/count'
import type { RunCounts } from '@/lib/runs/run-counts'

/** What an undo did, in three buckets: every record the run had changed is in one of them. */
export function UndoLedger({ counts }: { counts: RunCounts }) {
  const words = useTranslations('runsPage.undo.ledger')
  const { applied, kept, failed, added, changed, deactivated, removed } = counts
  const buckets = [
    { id: 'reversed', value: applied, tone: 'text-good' },
    { id: 'kept', value: kept, tone: kept > 0 ? 'text-warn' : '' },
    { id: 'failed', value: failed, tone: failed > 0 ? 'text-bad' : '' },
  ] as const
  const reversed = { added, changed, deactivated, removed }
  return (
    <div className="overflow-hidden card">
      <dl className="grid gap-x-4 gap-y-8 p-6 sm:grid-cols-3 sm:p-8">
        {buckets.map(({ id, value, tone }) => (
          <Figure key={id} term={words(`buckets.${id}`)} value={value} look={classes('text-3xl', tone)} />
        ))}
      </dl>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-6 border-t border-rule bg-sunken/50 px-6 py-5 sm:grid-cols-4 sm:px-8">
        {(Object.keys(reversed) as (keyof typeof reversed)[]).map((kind) => (
          <Figure key={kind} term={words(`kinds.${kind}`)} value={reversed[kind]} look="text-xl" />
        ))}
      </dl>
    </div>
  )
}

function Figure({ term, value, look }: { term: string; value: number; look: string }) {
  return (
    <div className="flex flex-col-reverse justify-end">
      <dt className="text-sm font-medium text-ink-soft">{term}</dt>
      <dd className={classes('leading-tight font-bold tracking-tight', look)}>
        <Count value={value} />
      </dd>
    </div>
  )
}
