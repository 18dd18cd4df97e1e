import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { FileName } from '@/components/ui/file-name'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { isId } from '@/lib/accounts/is-id'
import { isScripted, systems, type System } from '@/lib/guides/systems'
import { templateById } from '@/lib/templates/template'
import { toLocale } from '@/lib/words/locales'
import { memberFor } from '../../../member'
import { guidePath, protocolsHere } from './guide-for'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('guides')
  return { title: words('page.title') }
}

/** Which guide: one for each system a file may come from. */
export default async function GuidesPage({ params }: { params: Promise<{ templateId: string }> }) {
  const { account } = await memberFor('manage-templates')
  const { templateId } = await params
  const template = isId(templateId) ? await templateById(account.id, templateId) : null
  if (!template) notFound()
  const words = await getTranslations('guides')
  const templatesWords = await getTranslations('templatesPage')
  return (
    <>
      <PageHeader
        crumbs={[
          { title: templatesWords('title'), href: '/templates' },
          { title: template.name, href: `/templates/${template.id}` },
        ]}
        title={words('page.choose')}
        lead={words.rich('page.lead', {
          file: () => <FileName key="file" name={template.fileName} className="font-semibold text-ink" />,
        })}
      />
      <Section id="sis" title={words('page.sis')}>
        <SystemList templateId={template.id} shown={systems.filter((system) => !isScripted(system))} />
      </Section>
      <Section id="scripts" title={words('page.scripts')}>
        <SystemList templateId={template.id} shown={systems.filter(isScripted)} />
      </Section>
    </>
  )
}

async function SystemList({ templateId, shown }: { templateId: string; shown: readonly System[] }) {
  const words = await getTranslations('guides')
  const locale = toLocale(await getLocale())
  return (
    <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {shown.map((system) => {
        const [protocol = 'sftp'] = protocolsHere(system)
        return (
          <li key={system} className="relative card p-5 hover:border-edge">
            <Link
              href={guidePath(templateId, { system, protocol, locale })}
              className="text-lg font-semibold text-ink after:absolute after:inset-0 after:rounded-2xl"
            >
              {words(`systems.${system}.name`)}
            </Link>
            <p className="mt-1 text-sm text-ink-soft">{words(`systems.${system}.hint`)}</p>
          </li>
        )
      })}
    </ul>
  )
}
