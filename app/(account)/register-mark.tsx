import { Check, CircleSlash, Equal, Drama, Hand, Hourglass, Minus, Undo2, X, type LucideIcon } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { classes } from '@/components/ui/classes'
import type { Delivery } from '@/lib/deliveries/delivery'

type Look = { icon: LucideIcon; style: string }

const waiting: Look = { icon: Hourglass, style: 'text-info' }

const looks: Record<string, Look> = {
  imported: { icon: Check, style: 'text-good' },
  'no-change': { icon: Equal, style: 'text-good' },
  held: { icon: Hand, style: 'bg-warn-soft text-warn' },
  rejected: { icon: X, style: 'bg-bad-soft text-bad' },
  failed: { icon: X, style: 'bg-bad-soft text-bad' },
  discarded: { icon: CircleSlash, style: 'text-ink-soft' },
  superseded: { icon: CircleSlash, style: 'text-ink-soft' },
  'rolled-back': { icon: Undo2, style: 'text-ink-soft' },
  rehearsed: { icon: Drama, style: 'text-ink-soft' },
}

/** One day of one template: an icon that leads to the delivery, or a dash. */
export function RegisterMark({ delivery, day }: { delivery: Delivery | null; day: Date | undefined }) {
  const words = useTranslations('home.register')
  const outcomes = useTranslations('deliveriesPage.outcomes')
  const format = useFormatter()
  if (!delivery) {
    return (
      <span className="inline-grid size-10 place-items-center text-edge">
        <Minus aria-hidden className="size-4" />
        <span className="sr-only">{words('none')}</span>
      </span>
    )
  }
  const known = delivery.outcome !== null && Object.hasOwn(looks, delivery.outcome)
  const { icon: Icon, style } = (known && looks[delivery.outcome ?? '']) || waiting
  const outcome = known ? outcomes(delivery.outcome ?? '') : words('waiting')
  const label = `${day ? format.dateTime(day, { day: 'numeric', month: 'long', timeZone: 'UTC' }) : ''}: ${outcome}`
  return (
    <Link
      href={`/deliveries/${delivery.id}`}
      aria-label={label}
      title={label}
      className={classes('inline-grid size-10 place-items-center rounded-full hover:ring-2 hover:ring-current', style)}
    >
      <Icon aria-hidden className="size-6" strokeWidth={2.8} />
    </Link>
  )
}
