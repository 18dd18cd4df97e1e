import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { CodeText } from '@/components/ui/code-text'
import { DateTime } from '@/components/ui/date-time'
import { DescriptionList } from '@/components/ui/description-list'
import { FileSize } from '@/components/ui/file-size'
import type { Delivery } from '@/lib/deliveries/delivery'

/** What is known of the file itself. */
export function DeliveryFacts({ delivery }: { delivery: Delivery }) {
  const words = useTranslations('deliveriesPage')
  const { template } = delivery
  return (
    <DescriptionList
      facts={[
        { id: 'received', term: words('columns.received'), value: <DateTime at={delivery.receivedAt} /> },
        { id: 'size', term: words('columns.size'), value: <FileSize bytes={delivery.size} /> },
        {
          id: 'login',
          term: words('facts.login'),
          value: (
            <>
              {words(`ways.${delivery.via}`)}, <CodeText>{delivery.transferLogin.sftpUserName}</CodeText>
            </>
          ),
        },
        ...(delivery.clientAddress
          ? [{ id: 'address', term: words('facts.address'), value: <CodeText>{delivery.clientAddress}</CodeText> }]
          : []),
        {
          id: 'template',
          term: words('columns.template'),
          value:
            template && !template.deletedAt ? (
              <Link href={`/templates/${template.id}`} className="link">
                {template.name}
              </Link>
            ) : (
              (template?.name ?? words('noTemplate'))
            ),
        },
        {
          id: 'file',
          term: words('facts.file'),
          value:
            delivery.storageKey === null
              ? words('facts.destroyed')
              : delivery.destroyAt
                ? words.rich('facts.keptUntil', { at: () => <DateTime key="at" at={delivery.destroyAt ?? ''} /> })
                : words('facts.kept'),
        },
        { id: 'sha256', term: 'SHA-256', value: <CodeText className="text-sm">{delivery.sha256}</CodeText> },
      ]}
    />
  )
}
