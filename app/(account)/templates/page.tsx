import { FileUp, Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { listQuery, type SearchParams } from '@/components/ui/list-query'
import { PageHeader } from '@/components/ui/page-header'
import { memberFor } from '../member'
import { DeletedAlert } from './deleted-alert'
import { templateRows, templateStates, type TemplateFilter } from './template-rows'
import { TemplateSearch } from './template-search'
import { TemplatesTable } from './templates-table'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('templatesPage')
  return { title: words('title') }
}

export default async function TemplatesPage({ searchParams }: { searchParams: SearchParams }) {
  const { account } = await memberFor('manage-templates')
  const words = await getTranslations('templatesPage')
  const forms = await getTranslations('templateForms')
  const query = await listQuery(searchParams)
  const filter: TemplateFilter = {
    ...{ search: query.search?.trim() ?? '', login: query.login ?? '', type: query.type ?? '' },
    state: templateStates.find((state) => state === query.state) ?? 'all',
  }
  const { rows, hasAny, types, logins } = await templateRows(account, filter, await getLocale())
  const isFirst = !hasAny && filter.state === 'all'
  const setUp = (
    <>
      <ButtonLink href="/templates/import" variant="secondary" icon={<FileUp aria-hidden className="size-5" />}>
        {forms('import.trigger')}
      </ButtonLink>
      <ButtonLink href="/imports/new" icon={<Plus aria-hidden className="size-5" />}>
        {words('new')}
      </ButtonLink>
    </>
  )
  return (
    <>
      <PageHeader title={words('title')} lead={words('lead')} actions={isFirst ? null : setUp} />
      {query.deleted ? <DeletedAlert accountId={account.id} templateId={query.deleted} /> : null}
      <TemplateSearch filter={filter} logins={logins} types={types} />
      {rows.length > 0 ? (
        <TemplatesTable rows={rows} />
      ) : isFirst ? (
        <EmptyState title={words('empty.title')} actions={setUp}>
          {words('empty.text')}
        </EmptyState>
      ) : (
        <EmptyState title={words('empty.filtered')}>{words(`empty.states.${filter.state}`)}</EmptyState>
      )}
    </>
  )
}
