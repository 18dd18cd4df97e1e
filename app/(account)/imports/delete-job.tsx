'use client'
import { useTranslations } from 'next-intl'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { FileName } from '@/components/ui/file-name'
import { showToast } from '@/components/ui/toast'
import { deleteJob } from './actions'

export function DeleteJob({ jobId, title, fileName }: { jobId: string; title: string; fileName?: string }) {
  const words = useTranslations('wizard.list')
  return (
    <ConfirmDialog
      trigger={words('delete')}
      triggerSize="small"
      triggerLabel={words('deleteLabel', { title })}
      title={words('deleteTitle')}
      confirm={words('deleteConfirm')}
      danger
      action={async () => {
        const state = await deleteJob(jobId)
        if (!state.error) showToast(words('deleted'))
        return state
      }}
    >
      {fileName ? words.rich('deleteBody', { file: () => <FileName name={fileName} /> }) : words('deleteBodyNoSample')}
    </ConfirmDialog>
  )
}
