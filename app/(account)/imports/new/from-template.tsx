import { ArrowRight } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { SubmitButton } from '@/components/forms/submit-button'
import { FileName } from '@/components/ui/file-name'
import { PageHeader } from '@/components/ui/page-header'
import type { Template } from '@/lib/templates/template'
import { changeTemplate } from './actions'

/** Before a template is changed: what will happen, and that nothing does until it is saved. */
export async function FromTemplate({ template }: { template: Template }) {
  const words = await getTranslations('wizard')
  return (
    <>
      <PageHeader
        crumbs={[
          { title: words('list.title'), href: '/imports' },
          { title: template.name, href: `/templates/${template.id}` },
        ]}
        title={words('new.template.title')}
        lead={words('new.template.lead')}
      />
      <p className="mb-6 max-w-prose">
        {words.rich('new.template.body', {
          file: () => <FileName name={template.fileName} className="font-semibold" />,
          version: template.version + 1,
        })}
      </p>
      <form action={changeTemplate.bind(null, template.id)}>
        <SubmitButton>
          {words('new.template.begin')}
          <ArrowRight aria-hidden className="size-5" />
        </SubmitButton>
      </form>
    </>
  )
}
