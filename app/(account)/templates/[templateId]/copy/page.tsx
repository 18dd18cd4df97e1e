import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/forms/action-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { ButtonLink } from '@/components/ui/button-link'
import { PageHeader } from '@/components/ui/page-header'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { isId } from '@/lib/accounts/is-id'
import { listTransferLogins } from '@/lib/accounts/transfer-logins'
import { templateById } from '@/lib/templates/template'
import { NoteField } from '../../note-field'
import { memberFor } from '../../../member'
import { makeCopy } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('templatesPage.copy')
  return { title: words('title') }
}

/** The same template for another login, or for another file of the same one. */
export default async function CopyPage({ params }: { params: Promise<{ templateId: string }> }) {
  const { account } = await memberFor('manage-templates')
  const { templateId } = await params
  const template = isId(templateId) ? await templateById(account.id, templateId) : null
  if (!template) notFound()
  const words = await getTranslations('templatesPage')
  const forms = await getTranslations('templateForms')
  const logins = (await listTransferLogins(account.id)).filter(
    ({ disabledAt, rehearsesId }) => !disabledAt && !rehearsesId,
  )
  const other = logins.find(({ id }) => id !== template.transferLoginId) ?? logins[0]
  const path = `/templates/${template.id}`
  return (
    <>
      <PageHeader
        crumbs={[
          { title: words('title'), href: '/templates' },
          { title: template.name, href: path },
        ]}
        title={words('copy.title')}
        lead={words('copy.lead')}
      />
      <ActionForm action={makeCopy.bind(null, template.id)} className="max-w-3xl">
        <Select
          name="transferLoginId"
          label={words('copy.login')}
          description={words('copy.loginHelp')}
          defaultValue={other?.id}
          isRequired
          options={logins.map(({ id, name, sftpUserName }) => ({ id, label: `${name} · ${sftpUserName}` }))}
        />
        <TextField
          name="fileName"
          label={forms('fields.fileName')}
          description={forms('fields.fileNameHelp')}
          defaultValue={template.fileName}
          isRequired
          mono
        />
        <TextField name="name" label={forms('fields.name')} defaultValue={template.name} isRequired maxLength={200} />
        <NoteField />
        <div className="mt-4 flex flex-wrap gap-3">
          <SubmitButton>{words('copy.submit')}</SubmitButton>
          <ButtonLink href={path} variant="secondary">
            {words('form.cancel')}
          </ButtonLink>
        </div>
      </ActionForm>
    </>
  )
}
