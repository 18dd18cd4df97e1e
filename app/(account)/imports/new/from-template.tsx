import { ArrowRight } from 'lucide-react'
import { getFormatter, getTranslations } from 'next-intl/server'
import { SubmitButton } from '@/components/forms/submit-button'
import { FileName } from '@/components/ui/file-name'
import { PageHeader } from '@/components/ui/page-header'
import type { Template } from '@/lib/templates/template'
import { changeTemplate } from './actions'

type Props = {
  template: Template
  /** A kept file that is to be the sample. */
  delivery: { id: string; fileName: string; receivedAt: Date } | null
}

/** Before a template is changed: what will happen, and that nothing does until it is saved. */
export async function FromTemplate({ template, delivery }: Props) {
  const format = await getFormatter()
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
        {words.rich(delivery ? 'new.template.bodyDelivery' : 'new.template.body', {
          file: () => <FileName name={template.fileName} className="font-semibold" />,
          version: template.version + 1,
          date: delivery ? format.dateTime(delivery.receivedAt, { dateStyle: 'medium', timeStyle: 'short' }) : '',
        })}
      </p>
      <form action={changeTemplate.bind(null, template.id, delivery?.id ?? null)}>
        <SubmitButton>
          {words(delivery ? 'new.template.beginDelivery' : 'new.template.begin')}
          <ArrowRight aria-hidden className="size-5" />
        </SubmitButton>
      </form>
    </>
  )
}
