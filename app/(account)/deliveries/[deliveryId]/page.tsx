import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { DeliveryBadge } from '@/components/deliveries/delivery-badge'
import { FileName } from '@/components/ui/file-name'
import { PageHeader } from '@/components/ui/page-header'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { Section } from '@/components/ui/section'
import { isId } from '@/lib/accounts/is-id'
import { may } from '@/lib/accounts/permissions'
import { deliveryById } from '@/lib/deliveries/delivery'
import { memberFor } from '../../member'
import { Advice } from './advice'
import { DeliveryFacts } from './delivery-facts'
import { DeliveryTimeline } from './delivery-timeline'
import { ProcessAgain } from './process-again'
import { RepliesSection } from './replies-section'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('deliveriesPage')
  return { title: words('one') }
}

export default async function DeliveryPage({ params }: { params: Promise<{ deliveryId: string }> }) {
  const { caller, account } = await memberFor('see-deliveries')
  const { deliveryId } = await params
  const delivery = isId(deliveryId) ? await deliveryById(account.id, deliveryId) : null
  if (!delivery) notFound()
  const words = await getTranslations('deliveriesPage')
  const isBusy = ['received', 'queued', 'processing'].includes(delivery.state)
  const mayImport = may(caller, 'import', account.id)
  const mayProcess = mayImport && !isBusy && delivery.storageKey !== null && delivery.outcome !== 'held'
  return (
    <>
      <RefreshWhile active={isBusy} />
      <PageHeader
        crumbs={[{ title: words('title'), href: '/deliveries' }]}
        title={<FileName name={delivery.fileName} />}
        badge={<DeliveryBadge delivery={delivery} />}
        actions={mayProcess ? <ProcessAgain deliveryId={delivery.id} /> : null}
      />
      <Advice delivery={delivery} mayImport={mayImport} />
      <div className="grid items-start gap-x-10 gap-y-12 xl:grid-cols-[minmax(0,3fr)_minmax(0,4fr)]">
        <Section id="timeline" title={words('timeline.title')}>
          <DeliveryTimeline delivery={delivery} />
        </Section>
        <Section id="facts" title={words('facts.title')} className="mt-0!">
          <DeliveryFacts delivery={delivery} />
        </Section>
      </div>
      <RepliesSection delivery={delivery} mayDownload={may(caller, 'see-roster', account.id)} />
    </>
  )
}
