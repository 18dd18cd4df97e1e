import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { DeliveryTable } from '@/components/deliveries/delivery-table'
import { typeTitle } from '@/components/import-types/type-title'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { FileName } from '@/components/ui/file-name'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import { isId } from '@/lib/accounts/is-id'
import { transferLoginById } from '@/lib/accounts/transfer-logins'
import { listDeliveries } from '@/lib/deliveries/delivery'
import { deletedTemplateById, templateById } from '@/lib/templates/template'
import { listTemplateVersions } from '@/lib/templates/template-versions'
import { memberFor } from '../../member'
import { ColumnsTable } from './columns-table'
import { DeletedTemplate } from './deleted-template'
import { KeptSection } from './kept-section'
import { ShadowSection } from './shadow-section'
import { SettingsFacts } from './settings-facts'
import { TemplateActions } from './template-actions'
import { VersionsList } from './versions-list'

const RECENT_DELIVERIES = 7
const RECENT_VERSIONS = 5

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('templatesPage')
  return { title: words('one') }
}

export default async function TemplatePage({ params }: { params: Promise<{ templateId: string }> }) {
  const { account } = await memberFor('manage-templates')
  const { templateId } = await params
  const template = isId(templateId) ? await templateById(account.id, templateId) : null
  if (!template) return deletedOrNothing(account.id, templateId)
  const words = await getTranslations('templatesPage')
  const [deliveries, versions, login, catalogue] = await Promise.all([
    listDeliveries({ accountId: account.id, templateId: template.id, limit: RECENT_DELIVERIES }),
    listTemplateVersions(account.id, template.id, { limit: RECENT_VERSIONS }),
    transferLoginById(account.id, template.transferLoginId),
    catalogueOfAccount(account.id),
  ])
  return (
    <>
      <PageHeader
        crumbs={[{ title: words('title'), href: '/templates' }]}
        title={template.name}
        lead={words.rich('oneLead', {
          file: () => <FileName key="file" name={template.fileName} className="font-semibold text-ink" />,
          type: typeTitle(catalogue, template.importType, await getLocale()),
          login: login?.name ?? '',
        })}
        actions={<TemplateActions template={template} />}
      />
      <Section id="deliveries" title={words('deliveries.title')}>
        {deliveries.length > 0 ? (
          <DeliveryTable
            deliveries={deliveries}
            link={(delivery, name) => (
              <Link href={`/deliveries/${delivery.id}`} className="link">
                {name}
              </Link>
            )}
          />
        ) : (
          <EmptyState level={3} title={words('deliveries.none')}>
            {words('deliveries.noneText', { login: login?.sftpUserName ?? '' })}
          </EmptyState>
        )}
      </Section>
      <KeptSection template={template} />
      <ShadowSection template={template} />
      <div className="grid items-start gap-x-10 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Section id="settings" title={words('settings.title')} className="mt-14!">
          <SettingsFacts settings={template.settings} />
        </Section>
        <Section
          id="versions"
          title={words('versions.title')}
          className="mt-14!"
          actions={
            <ButtonLink href={`/templates/${template.id}/versions`} variant="secondary" size="small">
              {words('versions.seeAll')}
            </ButtonLink>
          }
        >
          <VersionsList path={`/templates/${template.id}/versions`} versions={versions} />
        </Section>
      </div>
      <Section
        id="columns"
        title={words('mapping.title')}
        lead={words('mapping.lead')}
        actions={
          <ButtonLink href={`/imports/new?template=${template.id}`} variant="secondary" size="small">
            {words('mapping.change')}
          </ButtonLink>
        }
      >
        <ColumnsTable catalogue={catalogue} mapping={template.mapping} />
        {template.settings.ignoredMembers.length > 0 ? (
          <p className="mt-6 text-ink-soft">
            {words('mapping.ignoredMembers', { files: template.settings.ignoredMembers.join(', ') })}
          </p>
        ) : null}
      </Section>
    </>
  )
}

async function deletedOrNothing(accountId: string, templateId: string) {
  const found = isId(templateId) ? await deletedTemplateById(accountId, templateId) : null
  if (!found) notFound()
  return <DeletedTemplate {...found} catalogue={await catalogueOfAccount(accountId)} />
}
