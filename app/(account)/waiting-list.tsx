import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DeliveryBadge } from '@/components/deliveries/delivery-badge'
import { DateTime } from '@/components/ui/date-time'
import { FileName } from '@/components/ui/file-name'
import type { Delivery } from '@/lib/deliveries/delivery'

/** What stays as it is until somebody does something, one line each, leading to the place where it is done. */
export function WaitingList({ deliveries }: { deliveries: readonly Delivery[] }) {
  const words = useTranslations('home.waiting')
  return (
    <ul className="flex flex-col gap-3">
      {deliveries.map((delivery) => (
        <li
          key={delivery.id}
          className="relative overflow-hidden card border-l-8 border-l-pencil hover:border-edge/60 hover:border-l-pencil"
        >
          <div className="flex flex-wrap items-center gap-x-5 gap-y-2 px-5 py-4">
            <div className="min-w-0 grow basis-72">
              <Link href={addressOf(delivery)} className="font-semibold after:absolute after:inset-0">
                <FileName name={delivery.fileName} className="text-base" />
              </Link>
              <p className="text-sm text-ink-soft">
                {words(`why.${kindOf(delivery)}`)} <DateTime at={delivery.receivedAt} />
              </p>
            </div>
            <DeliveryBadge delivery={delivery} />
            <ArrowRight aria-hidden className="size-5 text-ink-soft" />
          </div>
        </li>
      ))}
    </ul>
  )
}

const kinds = ['held', 'rejected', 'failed'] as const

function kindOf(delivery: Delivery): (typeof kinds)[number] | 'noTemplate' {
  return kinds.find((kind) => kind === delivery.outcome) ?? 'noTemplate'
}

/** A held run is answered on its own page. */
function addressOf(delivery: Delivery): string {
  const run = delivery.runs[0]
  return delivery.outcome === 'held' && run ? `/runs/${run.id}` : `/deliveries/${delivery.id}`
}
