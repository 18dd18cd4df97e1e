import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { processDeliveryAgain } from './actions'

/** Processes the kept file once more, with the template that has its name now. */
export function ProcessAgain({ deliveryId }: { deliveryId: string }) {
  const words = useTranslations('deliveriesPage.again')
  return (
    <ConfirmDialog
      trigger={words('trigger')}
      triggerIcon={<RotateCw aria-hidden className="size-5" />}
      title={words('title')}
      confirm={words('confirm')}
      action={processDeliveryAgain.bind(null, deliveryId)}
    >
      {words('text')}
    </ConfirmDialog>
  )
}
