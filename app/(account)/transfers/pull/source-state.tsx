import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import { restsBecause, type PullSource } from '@/lib/pull/source'
import { isPassing } from '@/lib/pull/trouble'

type State = 'paused' | 'unconfirmed' | 'busy' | 'trouble' | 'retrying' | 'good' | 'waiting'

const tones: Record<State, Tone> = {
  ...{ paused: 'neutral', unconfirmed: 'warn', busy: 'info' },
  ...{ trouble: 'bad', retrying: 'warn', good: 'good', waiting: 'neutral' },
}

/** How a source fares, in a word. */
export function SourceState({ source }: { source: PullSource }) {
  const words = useTranslations('pull.states')
  const state = stateOf(source)
  return (
    <Badge tone={tones[state]} isBusy={state === 'busy'}>
      {words(state)}
    </Badge>
  )
}

function stateOf(source: PullSource): State {
  const { lastTurn } = source
  if (lastTurn?.state === 'queued' || lastTurn?.state === 'running') return 'busy'
  const rests = restsBecause(source)
  if (rests) return rests
  if (lastTurn?.trouble) return isPassing(lastTurn.trouble.reason) ? 'retrying' : 'trouble'
  return lastTurn ? 'good' : 'waiting'
}
