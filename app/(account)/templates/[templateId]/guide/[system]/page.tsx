import { Printer } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button-link'
import { PageHeader } from '@/components/ui/page-header'
import { PrintButton } from '@/components/ui/print-button'
import { isId } from '@/lib/accounts/is-id'
import { sayIn } from '@/lib/guides/marked'
import { isSystem } from '@/lib/guides/systems'
import { templateById } from '@/lib/templates/template'
import { memberFor } from '../../../../member'
import { choiceFrom, guideFor } from '../guide-for'
import { Choices } from './choices'
import { ColumnsPart } from './columns-part'
import { ConnectionPart } from './connection-part'
import { NamePart } from './name-part'
import { Part } from './part'
import { ScriptsPart, StepsPart } from './steps-part'
import { TrialsPart, TroublesPart } from './trials-part'

type Props = {
  params: Promise<{ templateId: string; system: string }>
  searchParams: Promise<Record<string, unknown>>
}

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('guides')
  return { title: words('page.link') }
}

/** On paper the head of the page takes two lines, and everything stands closer. */
const onSheets =
  'print:[page:guide] print:text-[8.5pt] print:leading-snug print:[&_h1]:text-[15pt] print:[&_header]:mb-2! print:[&_header]:gap-0 print:[&_header_div]:mt-0 print:[&_header_div]:text-[9pt]'

/** The guide of one template for one system: one or two sheets of paper. */
export default async function GuidePage({ params, searchParams }: Props) {
  const { account } = await memberFor('manage-templates')
  const { templateId, system } = await params
  const template = isId(templateId) ? await templateById(account.id, templateId) : null
  if (!template || !isSystem(system)) notFound()
  const words = await getTranslations('guides')
  const templatesWords = await getTranslations('templatesPage')
  const choice = choiceFrom(system, await searchParams, await getLocale())
  const made = await guideFor(account, template, choice)
  const path = `/templates/${template.id}`
  const crumbs = [
    { title: templatesWords('title'), href: '/templates' },
    { title: template.name, href: path },
    { title: words('page.title'), href: `${path}/guide` },
  ]
  if (!made) {
    return (
      <>
        <PageHeader crumbs={crumbs} title={words('page.link')} />
        <Alert tone="warn">{words('page.noLogin')}</Alert>
      </>
    )
  }
  const { guide, login } = made
  const say = sayIn(choice.locale)
  return (
    <div className={onSheets}>
      <PageHeader
        crumbs={crumbs}
        title={<span lang={choice.locale}>{guide.title}</span>}
        lead={<span lang={choice.locale}>{guide.lead}</span>}
        actions={
          <>
            <ButtonLink href={`${path}/guide`} variant="secondary">
              {words('page.back')}
            </ButtonLink>
            <PrintButton icon={<Printer aria-hidden className="size-5" />}>{words('page.print')}</PrintButton>
          </>
        }
      />
      <Choices templateId={template.id} choice={choice} />
      {login.disabledAt ? <Alert tone="warn">{words('page.loginOff')}</Alert> : null}
      <article lang={choice.locale}>
        <NamePart guide={guide} say={say} />
        <ConnectionPart guide={guide} say={say} />
        <StepsPart guide={guide} say={say} />
        <ScriptsPart guide={guide} say={say} folder={`${path}/guide/${system}/files`} />
        <Part id="schedule" title={say('schedule.title')}>
          <p className="max-w-4xl print:max-w-none">{guide.schedule.join(' ')}</p>
        </Part>
        <ColumnsPart guide={guide} say={say} />
        <TrialsPart guide={guide} say={say} />
        <TroublesPart guide={guide} say={say} />
        <p className="mt-8 text-sm text-ink-soft print:mt-2 print:text-[7pt]">{guide.made}</p>
      </article>
    </div>
  )
}
