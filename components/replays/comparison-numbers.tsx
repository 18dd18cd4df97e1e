import { useTranslations } from 'next-intl'
import { classes } from '@/components/ui/classes'
import { Count } from '@/components/ui/count'
import { rowDifferenceKinds, type RowDifferenceKind } from '@/lib/roster/difference-kinds'
import { comparedRows, type Comparison } from '@/lib/runs/comparison'

const tones: Record<RowDifferenceKind, string> = {
  'newly-rejected': 'text-bad',
  'newly-accepted': 'text-good',
  'newly-deactivated': 'text-warn',
  'no-longer-deactivated': 'text-warn',
  differs: 'text-info',
}

/** How many rows are as before, and how many of each kind are not. */
export function ComparisonNumbers({ comparison }: { comparison: Comparison }) {
  const words = useTranslations('replays.numbers')
  const rows = comparedRows(comparison)
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-6 card p-6 sm:grid-cols-3 sm:p-8 xl:grid-cols-6">
      <Figure term={words('as-before')} value={rows.asBefore} tone="" />
      {rowDifferenceKinds.toReversed().map((kind) => (
        <Figure key={kind} term={words(kind)} value={rows[kind]} tone={rows[kind] > 0 ? tones[kind] : ''} />
      ))}
    </dl>
  )
}

function Figure({ term, value, tone }: { term: string; value: number; tone: string }) {
  return (
    <div className="flex flex-col-reverse justify-end">
      <dt className="text-sm font-medium text-ink-soft">{term}</dt>
      <dd className={classes('text-3xl leading-tight font-bold tracking-tight', tone)}>
        <Count value={value} />
      </dd>
    </div>
  )
}
