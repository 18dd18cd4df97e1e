import { Hand, Hourglass, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import type { Run } from '@/lib/runs/run'

type State = Run['state']

const looks: Record<State, { tone: Tone; icon?: LucideIcon; isBusy?: boolean }> = {
  queued: { tone: 'info', icon: Hourglass },
  reading: { tone: 'info', isBusy: true },
  checking: { tone: 'info', isBusy: true },
  applying: { tone: 'info', isBusy: true },
  held: { tone: 'warn', icon: Hand },
  applied: { tone: 'good' },
  checked: { tone: 'good' },
  rejected: { tone: 'bad' },
  failed: { tone: 'bad' },
  discarded: { tone: 'neutral' },
  rolledBack: { tone: 'neutral' },
}

export function runTone(state: State): Tone {
  return looks[state].tone
}

/** Where a run stands, in a word. */
export function RunBadge({ state }: { state: State }) {
  const words = useTranslations('runsPage.states')
  const { tone, icon, isBusy } = looks[state]
  return (
    <Badge tone={tone} icon={icon} isBusy={isBusy}>
      {words(state)}
    </Badge>
  )
}
