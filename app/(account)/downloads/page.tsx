import { BookOpenText, Download, FileSpreadsheet } from 'lucide-react'
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { inLanguage } from '@/components/import-types/in-language'
import { typeAddress } from '@/components/import-types/type-address'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button-link'
import { FileName } from '@/components/ui/file-name'
import { PageHeader } from '@/components/ui/page-header'
import type { ImportType } from '@/lib/import-types/import-type'
import { memberFor } from '../member'
import { typesInUse } from './types-in-use'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('downloads')
  return { title: words('title') }
}

export default async function DownloadsPage() {
  const { account } = await memberFor('download-templates')
  const words = await getTranslations('downloads')
  const { types, areAll } = await typesInUse(account.id)
  return (
    <>
      <PageHeader title={words('title')} lead={words('lead')} />
      {areAll ? <Alert className="mb-8 max-w-3xl">{words('allShown')}</Alert> : null}
      <ul className="grid grid-cols-1 gap-5 xl:grid-cols-2">
        {types.map((type) => (
          <TypeCard key={type.name} type={type} />
        ))}
      </ul>
    </>
  )
}

async function TypeCard({ type }: { type: ImportType }) {
  const words = await getTranslations('downloads')
  const locale = await getLocale()
  const title = inLanguage(type.title, locale)
  const folder = typeAddress('/downloads', type.name)
  return (
    <li className="flex flex-col card p-6">
      <h2 className="text-lg">{title}</h2>
      <p className="mt-1 grow text-ink-soft">{inLanguage(type.description, locale)}</p>
      <p className="mt-3 text-sm text-ink-soft">
        {words.rich('usualName', {
          count: type.fields.length,
          file: () => <FileName name={type.fileNames[0] ?? ''} className="text-ink" />,
        })}
      </p>
      <div className="mt-5 flex flex-wrap gap-3">
        <ButtonLink
          href={`${folder}/template.csv`}
          download
          size="small"
          icon={<Download aria-hidden className="size-4" />}
          aria-label={words('blankOf', { title })}
        >
          {words('blank')}
        </ButtonLink>
        <ButtonLink
          href={`${folder}/template.csv?examples=true`}
          download
          size="small"
          variant="secondary"
          icon={<Download aria-hidden className="size-4" />}
          aria-label={words('examplesOf', { title })}
        >
          {words('examples')}
        </ButtonLink>
        <ButtonLink
          href={`${folder}/template.xlsx`}
          download
          size="small"
          variant="secondary"
          icon={<FileSpreadsheet aria-hidden className="size-4" />}
          aria-label={words('workbookOf', { title })}
        >
          {words('workbook')}
        </ButtonLink>
        <ButtonLink
          href={folder}
          size="small"
          variant="quiet"
          icon={<BookOpenText aria-hidden className="size-4" />}
          aria-label={words('guideOf', { title })}
        >
          {words('guide')}
        </ButtonLink>
      </div>
    </li>
  )
}
