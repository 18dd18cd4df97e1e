import { useTranslations } from 'next-intl'
import { Alert } from '@/components/ui/alert'

/** Says plainly that nothing leaves this installation. */
export function NoMailAlert() {
  const words = useTranslations('messagesPage.noMail')
  return (
    <Alert tone="warn" title={words('title')} className="mb-8">
      {words('text')}
    </Alert>
  )
}
