import { useTranslations } from 'next-intl'
import { classes } from '@/components/ui/classes'
import { Count } from '@/components/ui/count'
import type { RunCounts } from '@/lib/runs/run-counts'

export type RunLedgerProps = {
  counts: RunCounts
  /** Whether the rows are in the roster: imported rather than merely valid. */
  isApplied: boolean
  /** Whether the comparison with the roster is known. */
  isCompared: boolean
}

/** The account of a run: rows read = valid + rejected, and the valid ones = added + changed + unchanged. Always sums. */
export function RunLedger({ counts, isApplied, isCompared }: RunLedgerProps) {
  const words = useTranslations('runsPage.ledger')
  const valid = counts.rows - counts.rejected
  const tense = isApplied ? 'done' : 'planned'
  return (
    <div className="overflow-hidden card">
      <Proportions counts={counts} isCompared={isCompared} />
      <dl className="grid gap-x-4 gap-y-8 p-6 sm:grid-cols-[repeat(3,auto)_1fr] sm:p-8">
        <Figure term={words('rows')} value={counts.rows} />
        <Figure term={isApplied ? words('imported') : words('valid')} value={valid} sign="=" tone="text-good" />
        <Figure
          term={words('rejected')}
          value={counts.rejected}
          sign="+"
          tone={counts.rejected > 0 ? 'text-bad' : ''}
        />
      </dl>
      {isCompared ? (
        <dl className="grid grid-cols-2 gap-x-4 gap-y-6 border-t border-rule bg-sunken/50 px-6 py-5 sm:grid-cols-4 sm:px-8">
          <Figure term={words(`${tense}.added`)} value={counts.added} small />
          <Figure term={words(`${tense}.changed`)} value={counts.changed} small />
          <Figure term={words(`${tense}.unchanged`)} value={counts.unchanged} small />
          <Figure
            term={words(`${tense}.deactivated`)}
            value={counts.deactivated}
            small
            tone={counts.deactivated > 0 ? 'text-warn' : ''}
          />
        </dl>
      ) : null}
    </div>
  )
}

type FigureProps = { term: string; value: number; sign?: string; tone?: string; small?: boolean }

function Figure({ term, value, sign, tone, small }: FigureProps) {
  return (
    <div
      data-sign={sign}
      className={classes(
        'relative flex flex-col-reverse justify-end sm:pr-8',
        sign &&
          'pl-10 before:absolute before:left-1 before:text-3xl before:leading-tight before:font-light before:text-ink-soft before:content-[attr(data-sign)]',
      )}
    >
      <dt className="text-sm font-medium text-ink-soft">{term}</dt>
      <dd className={classes(small ? 'text-xl' : 'text-3xl', 'leading-tight font-bold tracking-tight', tone)}>
        <Count value={value} />
      </dd>
    </div>
  )
}

/** The same as a picture, for the eye alone. */
function Proportions({ counts, isCompared }: { counts: RunCounts; isCompared: boolean }) {
  const valid = counts.rows - counts.rejected
  const parts = [
    ...(isCompared
      ? [
          { id: 'unchanged', size: counts.unchanged, look: 'bg-brand/25' },
          { id: 'changed', size: counts.changed, look: 'bg-brand/60' },
          { id: 'added', size: counts.added, look: 'bg-brand' },
        ]
      : [{ id: 'valid', size: valid, look: 'bg-brand' }]),
    { id: 'rejected', size: counts.rejected, look: 'bg-bad' },
  ].filter((part) => part.size > 0)
  return (
    <div aria-hidden className="flex h-2.5 gap-px bg-sunken">
      {parts.map((part) => (
        <div key={part.id} className={classes('min-w-1', part.look)} style={{ flexGrow: part.size }} />
      ))}
    </div>
  )
}
