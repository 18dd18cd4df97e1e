import { Printer } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/ui/empty-state'
import { listQuery, type SearchParams } from '@/components/ui/list-query'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { PrintButton } from '@/components/ui/print-button'
import { Section } from '@/components/ui/section'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import { isId } from '@/lib/accounts/is-id'
import { isSame } from '@/lib/templates/diff/difference'
import { diffInWords } from '@/lib/templates/diff/difference-in-words'
import { diffTemplates } from '@/lib/templates/diff/template-diff'
import { templateById } from '@/lib/templates/template'
import { listTemplateVersions, versionBefore, versionContent } from '@/lib/templates/template-versions'
import { toLocale } from '@/lib/words/locales'
import { memberFor } from '../../../member'
import { WordedDifferences } from '../../worded-diff'
import { CompareForm } from './compare-form'
import { VersionsTable } from './versions-table'

const PAGE_ROWS = 50

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('templatesPage.versions')
  return { title: words('title') }
}

type Props = { params: Promise<{ templateId: string }>; searchParams: SearchParams }

/** Every version with who, when and why; two of them compared; and the way back to one. */
export default async function VersionsPage({ params, searchParams }: Props) {
  const { account } = await memberFor('manage-templates')
  const { templateId } = await params
  const template = isId(templateId) ? await templateById(account.id, templateId) : null
  if (!template) notFound()
  const words = await getTranslations('templatesPage')
  const forms = await getTranslations('templateForms')
  const query = await listQuery(searchParams)
  const before = versionIn(query.before)
  const [read, catalogue] = await Promise.all([
    listTemplateVersions(account.id, template.id, { before, limit: PAGE_ROWS + 1 }),
    catalogueOfAccount(account.id),
  ])
  const versions = read.slice(0, PAGE_ROWS)
  const to = versionIn(query.to) ?? template.version
  const from = versionIn(query.from) ?? versionBefore(versions, to)
  const [old, young] = await Promise.all([from, to].map((one) => versionContent(account.id, template.id, one)))
  const diff = old && young ? diffTemplates(old, young) : null
  const locale = toLocale(await getLocale())
  const path = `/templates/${template.id}/versions`
  return (
    <>
      <PageHeader
        crumbs={[
          { title: words('title'), href: '/templates' },
          { title: template.name, href: `/templates/${template.id}` },
        ]}
        title={words('versions.title')}
        lead={words('versions.lead')}
        actions={<PrintButton icon={<Printer aria-hidden className="size-5" />}>{words('print')}</PrintButton>}
      />
      <Section id="compared" title={words('versions.compared', { from, to })}>
        <CompareForm path={path} from={from} to={to} newest={versions[0]?.version ?? to} />
        {diff && !isSame(diff) ? (
          <WordedDifferences diff={diffInWords(diff, locale, (name) => catalogue.named(name))} />
        ) : (
          <EmptyState level={3} title={diff ? forms('diff.none') : words('versions.gone')}>
            {diff ? forms(from === to ? 'diff.noneSame' : 'diff.noneText') : words('versions.goneText')}
          </EmptyState>
        )}
      </Section>
      <Section id="all" title={words('versions.all')}>
        <VersionsTable template={{ id: template.id, version: template.version }} versions={versions} to={to} />
        <Pagination
          path={path}
          query={{ from: String(from), to: String(to) }}
          cursor={before === undefined ? undefined : String(before)}
          nextCursor={read.length > PAGE_ROWS ? String(versions.at(-1)?.version ?? '') : null}
          cursorName="before"
        />
      </Section>
    </>
  )
}

/** A number of a version, if the text is one. */
const versionIn = (text: string | undefined) => (/^[1-9]\d{0,8}$/.test(text ?? '') ? Number(text) : undefined)
