import { getTranslations } from 'next-intl/server'
import { Alert } from '@/components/ui/alert'
import { isId } from '@/lib/accounts/is-id'
import { deletedTemplateById } from '@/lib/templates/template'
import { UndeleteButton } from './undelete-button'

/** Says that a template was deleted, with the way back. Nothing, once it is in use again. */
export async function DeletedAlert({ accountId, templateId }: { accountId: string; templateId: string }) {
  const found = isId(templateId) ? await deletedTemplateById(accountId, templateId) : null
  if (!found) return null
  const words = await getTranslations('templatesPage.deleted')
  const { id, name } = found.template
  return (
    <Alert
      tone="good"
      isLive
      className="mb-8"
      title={words('done', { name })}
      actions={<UndeleteButton templateId={id}>{words('undo')}</UndeleteButton>}
    >
      {words('doneText')}
    </Alert>
  )
}
