import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { typeTitle } from '@/components/import-types/type-title'
import { ButtonLink } from '@/components/ui/button-link'
import { DataTable, type Column } from '@/components/ui/data-table'
import { DateTime } from '@/components/ui/date-time'
import { EmptyState } from '@/components/ui/empty-state'
import { FileName } from '@/components/ui/file-name'
import { PageHeader } from '@/components/ui/page-header'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import { listTransferLogins } from '@/lib/accounts/transfer-logins'
import { listTemplates, type Template } from '@/lib/templates/template'
import { memberFor } from '../member'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('templatesPage')
  return { title: words('title') }
}

export default async function TemplatesPage() {
  const { account } = await memberFor('manage-templates')
  const words = await getTranslations('templatesPage')
  const locale = await getLocale()
  const [templates, logins, catalogue] = await Promise.all([
    listTemplates(account.id),
    listTransferLogins(account.id),
    catalogueOfAccount(account.id),
  ])
  const loginNames = new Map(logins.map((login) => [login.id, login.name]))
  const columns: Column<Template>[] = [
    {
      id: 'name',
      header: words('columns.name'),
      isRowHeader: true,
      cell: (template) => (
        <Link href={`/templates/${template.id}`} className="inline-block py-0.5 link">
          {template.name}
        </Link>
      ),
    },
    {
      id: 'file',
      header: words('columns.file'),
      cell: (template) => <FileName name={template.fileName} className="inline-block max-w-80" />,
    },
    {
      id: 'type',
      header: words('columns.type'),
      hideBelow: 'md',
      cell: (template) => typeTitle(catalogue, template.importType, locale),
    },
    {
      id: 'login',
      header: words('columns.login'),
      hideBelow: 'lg',
      cell: (template) => loginNames.get(template.transferLoginId) ?? '',
    },
    {
      id: 'version',
      header: words('columns.version'),
      align: 'end',
      hideBelow: 'sm',
      cell: (template) => template.version,
    },
    {
      id: 'changed',
      header: words('columns.changed'),
      hideBelow: 'lg',
      cell: (template) => <DateTime at={template.updatedAt} show="date" />,
    },
  ]
  const setUp = (
    <ButtonLink href="/imports/new" icon={<Plus aria-hidden className="size-5" />}>
      {words('new')}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader title={words('title')} lead={words('lead')} actions={templates.length > 0 ? setUp : null} />
      {templates.length > 0 ? (
        <DataTable caption={words('title')} columns={columns} rows={templates} rowKey={(template) => template.id} />
      ) : (
        <EmptyState title={words('empty.title')} actions={setUp}>
          {words('empty.text')}
        </EmptyState>
      )}
    </>
  )
}
