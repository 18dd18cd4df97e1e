import { useTranslations } from 'next-intl'
import { LiveRegion } from '@/components/ui/live-region'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { Run } from '@/lib/runs/run'

/** How far a run has come, by the bytes it has read; a word once all are read. */
export function RunProgress({ run }: { run: Pick<Run, 'state' | 'counts' | 'purpose'> }) {
  const words = useTranslations('runsPage')
  const { bytesRead, bytesTotal, rows } = run.counts
  const isReading = run.state === 'reading' && bytesTotal > 0 && bytesRead < bytesTotal
  const percent = isReading ? Math.floor((bytesRead * 100) / bytesTotal) : undefined
  return (
    <div className="mb-8 card p-6">
      <ProgressBar
        label={words(`going.${isGoing(run.state) ? run.state : 'checking'}`)}
        percent={percent}
        // An undo reads no rows.
        valueLabel={run.purpose === 'rollback' ? undefined : words('going.rows', { count: rows })}
      />
      <p className="mt-3 text-sm text-ink-soft">{words('going.leave')}</p>
      <LiveRegion>{words(`states.${run.state}`)}</LiveRegion>
    </div>
  )
}

const going = ['queued', 'reading', 'checking', 'applying'] as const

function isGoing(state: Run['state']): state is (typeof going)[number] {
  return going.some((candidate) => candidate === state)
}
