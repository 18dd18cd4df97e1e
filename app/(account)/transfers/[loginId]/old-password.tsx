import { getTranslations } from 'next-intl/server'
import { Alert } from '@/components/ui/alert'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DateTime } from '@/components/ui/date-time'
import { endOldPassword } from './actions'

/** That the password of before is still good, until when, and ending it now. */
export async function OldPassword({ loginId, until }: { loginId: string; until: Date }) {
  const words = await getTranslations('transfers.rotate')
  const sessions = await getTranslations('sessions')
  return (
    <Alert
      tone="warn"
      className="mb-6"
      actions={
        <ConfirmDialog
          trigger={words('end')}
          triggerSize="small"
          title={words('endTitle')}
          confirm={words('end')}
          danger
          action={endOldPassword.bind(null, loginId)}
        >
          {words('endText')}
        </ConfirmDialog>
      }
    >
      {words.rich('until', { at: () => <DateTime key="at" at={until} />, page: sessions('title') })}
    </Alert>
  )
}
