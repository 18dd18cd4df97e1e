import { CircleSlash, Drama, Hand, Hourglass, SearchX, Undo2, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import type { Delivery, Outcome } from '@/lib/deliveries/delivery'
import { outcomeOf } from './needs-a-person'

const looks: Record<Outcome, { tone: Tone; icon?: LucideIcon }> = {
  imported: { tone: 'good' },
  'no-change': { tone: 'good' },
  'no-template': { tone: 'warn', icon: SearchX },
  held: { tone: 'warn', icon: Hand },
  rejected: { tone: 'bad' },
  failed: { tone: 'bad' },
  discarded: { tone: 'neutral', icon: CircleSlash },
  superseded: { tone: 'neutral', icon: CircleSlash },
  'rolled-back': { tone: 'neutral', icon: Undo2 },
  rehearsed: { tone: 'neutral', icon: Drama },
}

/** What became of a delivery, in a word. */
export function DeliveryBadge({ delivery }: { delivery: Pick<Delivery, 'state' | 'outcome'> }) {
  const words = useTranslations('deliveriesPage')
  const outcome = outcomeOf(delivery)
  if (isOutcome(outcome)) {
    const { tone, icon } = looks[outcome]
    return (
      <Badge tone={tone} icon={icon}>
        {words(`outcomes.${outcome}`)}
      </Badge>
    )
  }
  if (delivery.state === 'processing') {
    return (
      <Badge tone="info" isBusy>
        {words('states.processing')}
      </Badge>
    )
  }
  return (
    <Badge tone="info" icon={Hourglass}>
      {words('states.waiting')}
    </Badge>
  )
}

function isOutcome(text: string | null): text is Outcome {
  return text !== null && Object.hasOwn(looks, text)
}
