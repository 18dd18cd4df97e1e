import { Download, FileSpreadsheet, Printer } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { inLanguage } from '@/components/import-types/in-language'
import { typeAddress, type TypeParams } from '@/components/import-types/type-address'
import { typeAtAddress } from '@/components/import-types/type-at-address'
import { ButtonLink } from '@/components/ui/button-link'
import { FileName } from '@/components/ui/file-name'
import { PageHeader } from '@/components/ui/page-header'
import { PrintButton } from '@/components/ui/print-button'
import { Section } from '@/components/ui/section'
import { memberFor } from '../../../member'
import { ExampleTable } from './example-table'
import { FieldTable } from './field-table'
import { LayoutAlerts } from './layout-alerts'

type Props = { params: Promise<TypeParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { account } = await memberFor('download-templates')
  const type = await typeAtAddress(account.id, params)
  return type ? { title: inLanguage(type.title, await getLocale()) } : {}
}

export default async function FieldGuidePage({ params }: Props) {
  const { account } = await memberFor('download-templates')
  const type = await typeAtAddress(account.id, params)
  if (!type) notFound()
  const words = await getTranslations('downloads')
  const locale = await getLocale()
  const folder = typeAddress('/downloads', type.name)
  const rules = ['header', 'encoding', 'text', 'names', 'private'] as const
  return (
    <>
      <PageHeader
        crumbs={[{ title: words('title'), href: '/downloads' }]}
        title={inLanguage(type.title, locale)}
        lead={inLanguage(type.description, locale)}
        actions={
          <>
            <PrintButton icon={<Printer aria-hidden className="size-5" />}>{words('print')}</PrintButton>
            <ButtonLink
              href={`${folder}/template.csv?examples=true`}
              download
              variant="secondary"
              icon={<Download aria-hidden className="size-5" />}
            >
              {words('examples')}
            </ButtonLink>
            <ButtonLink
              href={`${folder}/template.csv`}
              download
              variant="secondary"
              icon={<Download aria-hidden className="size-5" />}
            >
              {words('blank')}
            </ButtonLink>
            <ButtonLink
              href={`${folder}/template.xlsx`}
              download
              icon={<FileSpreadsheet aria-hidden className="size-5" />}
            >
              {words('workbook')}
            </ButtonLink>
          </>
        }
      />
      <LayoutAlerts type={type} />
      <Section id="fields" title={words('fields.title')} lead={words('fields.lead')}>
        <FieldTable type={type} />
      </Section>
      <Section
        id="examples"
        title={words('exampleRows.title')}
        lead={words('exampleRows.lead')}
        className="print:hidden"
      >
        <ExampleTable type={type} />
      </Section>
      <Section id="rules" title={words('rules.title')}>
        <ul className="flex max-w-3xl list-disc flex-col gap-2 pl-6 marker:text-brand">
          {rules.map((rule) => (
            <li key={rule}>{words(`rules.${rule}`)}</li>
          ))}
          <li>
            {words.rich('rules.usualNames', {
              files: () =>
                type.fileNames.map((name) => <FileName key={name} name={name} className="mr-3 font-semibold" />),
            })}
          </li>
        </ul>
        <p className="mt-6 text-sm text-ink-soft">{words('source', { source: type.source })}</p>
      </Section>
    </>
  )
}
