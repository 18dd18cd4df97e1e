import { Archive, BookOpenText, BookUser, FilePlus2, Pencil } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { typeAddress } from '@/components/import-types/type-address'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { CodeText } from '@/components/ui/code-text'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DateTime } from '@/components/ui/date-time'
import { DescriptionList } from '@/components/ui/description-list'
import { FileName } from '@/components/ui/file-name'
import { listQuery, type SearchParams } from '@/components/ui/list-query'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { customTypeBySlug, importTypeOf } from '@/lib/custom-types/account-types'
import { templatesOf } from '@/lib/custom-types/own-templates'
import type { CustomType } from '@/lib/custom-types/stored-type'
import type { ImportType } from '@/lib/import-types/import-type'
import { countRecords } from '@/lib/roster/records'
import { FieldTable } from '../../downloads/[family]/[file]/field-table'
import { memberFor } from '../../member'
import { archiveType, restoreType } from './actions'

type Props = { params: Promise<{ slug: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { account } = await memberFor('manage-types')
  const type = await customTypeBySlug(account.id, (await params).slug)
  return type ? { title: type.title } : {}
}

/** One of the account's own types: what it says, and what uses it. */
export default async function TypePage({ params, searchParams }: Props) {
  const { account } = await memberFor('manage-types')
  const type = await customTypeBySlug(account.id, (await params).slug)
  const importType = type && (await importTypeOf(account.id, type.name))
  if (!type || !importType) notFound()
  const words = await getTranslations('typesPage')
  const carried = Number((await listQuery(searchParams)).carried ?? 0)
  return (
    <>
      <PageHeader
        crumbs={[{ title: words('title'), href: '/import-types' }]}
        title={type.title}
        badge={type.archivedAt ? <Badge>{words('states.archived')}</Badge> : null}
        lead={type.description}
        actions={<Actions type={type} />}
      />
      {carried > 0 ? (
        <Alert tone="good" isLive className="mb-8 max-w-3xl">
          {words('carried', { count: carried })}
        </Alert>
      ) : null}
      {type.archivedAt ? <Alert className="mb-8 max-w-3xl">{words('archivedText')}</Alert> : null}
      <Facts type={type} />
      <Uses type={type} importType={importType} />
      <Section id="fields" title={words('fieldsTitle')}>
        <FieldTable type={importType} />
      </Section>
    </>
  )
}

async function Actions({ type }: { type: CustomType }) {
  const words = await getTranslations('typesPage')
  if (type.archivedAt) {
    return (
      <ConfirmDialog
        trigger={words('restore.trigger')}
        title={words('restore.title')}
        confirm={words('restore.trigger')}
        action={restoreType.bind(null, type.slug)}
      >
        {words('restore.text')}
      </ConfirmDialog>
    )
  }
  return (
    <>
      <ConfirmDialog
        trigger={words('archive.trigger')}
        triggerIcon={<Archive aria-hidden className="size-5" />}
        title={words('archive.title', { title: type.title })}
        confirm={words('archive.trigger')}
        action={archiveType.bind(null, type.slug)}
      >
        {words('archive.text')}
      </ConfirmDialog>
      <ButtonLink
        href={typeAddress('/downloads', type.name)}
        variant="secondary"
        icon={<BookOpenText aria-hidden className="size-5" />}
      >
        {words('guide')}
      </ButtonLink>
      <ButtonLink href={`/import-types/${type.slug}/edit`} icon={<Pencil aria-hidden className="size-5" />}>
        {words('edit.action')}
      </ButtonLink>
    </>
  )
}

async function Facts({ type }: { type: CustomType }) {
  const words = await getTranslations('typesPage.facts')
  const facts = [
    { id: 'name', term: words('name'), value: <CodeText>{type.name}</CodeText> },
    { id: 'file', term: words('file'), value: <FileName name={`${type.slug}.csv`} /> },
    { id: 'key', term: words('key'), value: <FileName name={type.key.join(', ')} /> },
    ...(type.groupField ? [{ id: 'group', term: words('group'), value: <FileName name={type.groupField} /> }] : []),
    { id: 'table', term: words('table'), value: <CodeText>{`roster.${type.tableName}`}</CodeText> },
    {
      id: 'changed',
      term: words('changed'),
      value: words.rich('changedAt', { version: type.version, at: () => <DateTime key="at" at={type.updatedAt} /> }),
    },
  ]
  return <DescriptionList facts={facts} className="max-w-3xl" />
}

/** The templates that import it, and the records there are. */
async function Uses({ type, importType }: { type: CustomType; importType: ImportType }) {
  const words = await getTranslations('typesPage.uses')
  const [templates, counts] = await Promise.all([
    templatesOf(type.accountId, type.name),
    countRecords(type.accountId, importType),
  ])
  return (
    <Section id="uses" title={words('title')}>
      <p className="mb-4">{words('records', counts)}</p>
      {templates.length > 0 ? (
        <ul className="mb-5 flex flex-col gap-1">
          {templates.map(({ id, name, fileName }) => (
            <li key={id}>
              <Link href={`/templates/${id}`} className="link">
                {name}
              </Link>{' '}
              <FileName name={fileName} className="text-ink-soft" />
            </li>
          ))}
        </ul>
      ) : (
        <p className="mb-5 text-ink-soft">{words('noTemplate')}</p>
      )}
      <div className="flex flex-wrap gap-3 print:hidden">
        {counts.active + counts.inactive > 0 ? (
          <ButtonLink
            href={typeAddress('/roster', type.name)}
            variant="secondary"
            icon={<BookUser aria-hidden className="size-5" />}
          >
            {words('toRecords')}
          </ButtonLink>
        ) : null}
        {type.archivedAt ? null : (
          <ButtonLink href="/imports/new" variant="secondary" icon={<FilePlus2 aria-hidden className="size-5" />}>
            {words('toImport')}
          </ButtonLink>
        )}
      </div>
    </Section>
  )
}
