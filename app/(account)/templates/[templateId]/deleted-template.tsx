import { getTranslations } from 'next-intl/server'
import { Alert } from '@/components/ui/alert'
import { DateTime } from '@/components/ui/date-time'
import { FileName } from '@/components/ui/file-name'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import type { Catalogue } from '@/lib/import-types/catalogue'
import type { Template } from '@/lib/templates/template'
import { UndeleteButton } from '../undelete-button'
import { ColumnsTable } from './columns-table'
import { SettingsFacts } from './settings-facts'

type Props = { template: Template; deletedAt: Date; catalogue: Catalogue }

/** The page of a template that was deleted: what it said, and the way back. */
export async function DeletedTemplate({ template, deletedAt, catalogue }: Props) {
  const words = await getTranslations('templatesPage')
  return (
    <>
      <PageHeader
        crumbs={[{ title: words('title'), href: '/templates' }]}
        title={template.name}
        lead={<FileName name={template.fileName} />}
      />
      <Alert
        tone="warn"
        className="mb-10"
        title={words.rich('deleted.since', { at: () => <DateTime key="at" at={deletedAt} /> })}
        actions={<UndeleteButton templateId={template.id}>{words('deleted.restore')}</UndeleteButton>}
      >
        {words('deleted.text')}
      </Alert>
      <Section id="settings" title={words('settings.title')}>
        <SettingsFacts settings={template.settings} />
      </Section>
      <Section id="columns" title={words('mapping.title')}>
        <ColumnsTable catalogue={catalogue} mapping={template.mapping} />
      </Section>
    </>
  )
}
