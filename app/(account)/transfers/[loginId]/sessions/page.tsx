import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SessionCard } from '@/components/sessions/session-card'
import { sessionState } from '@/components/sessions/session-state'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button-link'
import { LiveRefresh } from '@/components/ui/live-refresh'
import { LiveRegion } from '@/components/ui/live-region'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { penaltiesOfLogin } from '@/lib/accounts/login-penalties'
import { transferLoginById } from '@/lib/accounts/transfer-logins'
import { listSessions } from '@/lib/accounts/transfer-sessions'
import { listTemplates } from '@/lib/templates/template'
import { memberFor } from '../../../member'
import { connection } from '../../connection'
import { LineToTry } from './line-to-try'
import { Penalties } from './penalties'
import { WaitingForFirst } from './waiting-for-first'

const EVERY_SECONDS = 2
const TEMPLATES_MAX = 500

type Props = { params: Promise<{ loginId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('sessions')
  return { title: words('title') }
}

export default async function SessionsPage({ params }: Props) {
  const { account } = await memberFor('manage-transfer-logins')
  const { loginId } = await params
  const [login, sessions, penalties, templates] = await Promise.all([
    transferLoginById(account.id, loginId),
    listSessions(account.id, loginId),
    penaltiesOfLogin(account.id, loginId),
    listTemplates(account.id, { limit: TEMPLATES_MAX }),
  ])
  if (!login || !sessions) notFound()
  const words = await getTranslations('sessions')
  const transfers = await getTranslations('transfers')
  const bound = new Set(
    templates.flatMap((one) => ([login.id, login.rehearsesId].includes(one.transferLoginId) ? one.fileName : [])),
  )
  const isBound = templates.length < TEMPLATES_MAX ? (name: string) => bound.has(name) : undefined
  const newest = sessions[0]
  return (
    <>
      <PageHeader
        crumbs={[
          { title: transfers('title'), href: '/transfers' },
          { title: login.name, href: `/transfers/${login.id}` },
        ]}
        title={words('title')}
        lead={words('lead')}
        actions={<LiveRefresh everySeconds={EVERY_SECONDS} />}
      />
      <LiveRegion>
        {newest
          ? `${words(`states.${sessionState(newest, isBound)}`)}, ${words('from', { address: newest.address })}`
          : ''}
      </LiveRegion>
      {login.disabledAt ? (
        <Alert
          tone="bad"
          title={words('off.title')}
          className="mb-8"
          actions={
            <ButtonLink href={`/transfers/${login.id}`} variant="secondary" size="small">
              {login.name}
            </ButtonLink>
          }
        >
          {words('off.text')}
        </Alert>
      ) : null}
      <Penalties loginId={login.id} penalties={penalties ?? []} />
      <Section id="try" title={words('try.title')} lead={words('try.lead')}>
        <LineToTry connection={connection()} login={login} />
      </Section>
      <Section id="connections" title={words('list.title')} lead={newest ? words('list.lead') : null}>
        {newest ? (
          <ol className="flex flex-col gap-3">
            {sessions.map((session) => (
              <li key={session.id}>
                <SessionCard
                  session={session}
                  isUnfolded={session === newest || session.isOpen}
                  {...(isBound ? { isBound } : {})}
                />
              </li>
            ))}
          </ol>
        ) : (
          <WaitingForFirst userName={login.sftpUserName} />
        )}
      </Section>
    </>
  )
}
