import { useFormatter, useTranslations } from 'next-intl'
import { ProgressBar } from '@/components/ui/progress-bar'
import { RefreshWhile } from '@/components/ui/refresh-while'
import type { Run } from '@/lib/runs/run'

/** How far the check has come; drawn anew every second until it ends. */
export function CheckProgress({ run }: { run: Run }) {
  const words = useTranslations('wizard.check')
  const format = useFormatter()
  const { rows, applied, rejected, bytesRead, bytesTotal } = run.counts
  const percent = run.state === 'queued' || bytesTotal === 0 ? undefined : Math.min(100, (bytesRead / bytesTotal) * 100)
  const numbers = [
    { id: 'rows', value: rows },
    { id: 'valid', value: applied },
    { id: 'rejected', value: rejected },
  ] as const
  return (
    <div className="card p-6">
      <RefreshWhile active />
      <ProgressBar
        label={words(run.state === 'queued' ? 'waiting' : 'running')}
        percent={percent}
        valueLabel={run.state === 'queued' ? undefined : words('progress', { rows })}
      />
      <dl className="mt-6 grid grid-cols-3 gap-4">
        {numbers.map(({ id, value }) => (
          <div key={id}>
            <dt className="text-sm text-ink-soft">{words(`count.${id}`)}</dt>
            <dd className="text-2xl font-bold tabular-nums">{format.number(value)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-6 text-sm text-ink-soft">{words('leaveSafely')}</p>
    </div>
  )
}
