import { BookOpenText, Copy, FileDown, PencilLine, Printer, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button-link'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { PrintButton } from '@/components/ui/print-button'
import type { Template } from '@/lib/templates/template'
import { removeTemplate } from './actions'

/** What can be done with a template as a whole. */
export function TemplateActions({ template: { id, name } }: { template: Pick<Template, 'id' | 'name'> }) {
  const words = useTranslations('templatesPage')
  const guides = useTranslations('guides.page')
  const path = `/templates/${id}`
  return (
    <>
      <ConfirmDialog
        trigger={words('delete.trigger')}
        triggerVariant="danger"
        triggerIcon={<Trash2 aria-hidden className="size-5" />}
        title={words('delete.title', { name })}
        confirm={words('delete.trigger')}
        danger
        action={removeTemplate.bind(null, id)}
      >
        {words('delete.text')}
      </ConfirmDialog>
      <ButtonLink href={`${path}/guide`} variant="secondary" icon={<BookOpenText aria-hidden className="size-5" />}>
        {guides('title')}
      </ButtonLink>
      <PrintButton icon={<Printer aria-hidden className="size-5" />}>{words('print')}</PrintButton>
      <ButtonLink href={`${path}/copy`} variant="secondary" icon={<Copy aria-hidden className="size-5" />}>
        {words('copy.trigger')}
      </ButtonLink>
      <ButtonLink
        href={`${path}/export`}
        variant="secondary"
        download
        icon={<FileDown aria-hidden className="size-5" />}
      >
        {words('export')}
      </ButtonLink>
      <ButtonLink href={`${path}/settings`} icon={<PencilLine aria-hidden className="size-5" />}>
        {words('edit')}
      </ButtonLink>
    </>
  )
}
