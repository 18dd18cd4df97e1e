import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/forms/action-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { ButtonLink } from '@/components/ui/button-link'
import { PageHeader } from '@/components/ui/page-header'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { isId } from '@/lib/accounts/is-id'
import { templateById } from '@/lib/templates/template'
import { NoteField } from '../../note-field'
import { SettingsFields } from '../../../imports/settings-fields'
import { memberFor } from '../../../member'
import { saveSettings } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('templatesPage.form')
  return { title: words('title') }
}

export default async function TemplateSettingsPage({ params }: { params: Promise<{ templateId: string }> }) {
  const { account } = await memberFor('manage-templates')
  const { templateId } = await params
  const template = isId(templateId) ? await templateById(account.id, templateId) : null
  if (!template) notFound()
  const words = await getTranslations('templatesPage')
  const forms = await getTranslations('templateForms')
  const path = `/templates/${template.id}`
  return (
    <>
      <PageHeader
        crumbs={[
          { title: words('title'), href: '/templates' },
          { title: template.name, href: path },
        ]}
        title={words('form.title')}
        lead={words('form.lead', { version: template.version + 1 })}
      />
      <ActionForm action={saveSettings.bind(null, template.id, template.version)} className="max-w-3xl">
        <TextField name="name" label={forms('fields.name')} defaultValue={template.name} isRequired maxLength={200} />
        <TextField
          name="fileName"
          label={forms('fields.fileName')}
          description={forms('fields.fileNameHelp')}
          defaultValue={template.fileName}
          isRequired
          mono
        />
        <SettingsFields settings={template.settings} />
        <TextArea
          name="recipients"
          label={words('form.recipients')}
          description={words('form.recipientsHelp')}
          defaultValue={template.settings.recipients.join('\n')}
          isOptional
          rows={3}
        />
        <NoteField />
        <div className="mt-4 flex flex-wrap gap-3">
          <SubmitButton>{words('form.save')}</SubmitButton>
          <ButtonLink href={path} variant="secondary">
            {words('form.cancel')}
          </ButtonLink>
        </div>
      </ActionForm>
    </>
  )
}
