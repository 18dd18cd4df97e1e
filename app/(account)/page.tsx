import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getFormatter, getTranslations } from 'next-intl/server'
import { PageHeader } from '@/components/ui/page-header'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { Section } from '@/components/ui/section'
import { may } from '@/lib/accounts/permissions'
import { now } from '@/lib/platform/clock'
import { FirstSteps } from './first-steps'
import { homeData } from './home-data'
import { memberForHome } from './member'
import { lastDays, registerOf } from './register'
import { RegisterTable } from './register-table'
import { WaitingList } from './waiting-list'

const DAYS = 7

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('home')
  return { title: words('title') }
}

export default async function HomePage() {
  const { caller, account } = await memberForHome()
  if (!may(caller, 'see-deliveries', account.id)) redirect('/downloads')
  const words = await getTranslations('home')
  const format = await getFormatter()
  const moment = now()
  const days = lastDays(DAYS, moment, account.timeZone)
  const data = await homeData(account.id, days[0]?.noon ?? moment)
  const register = registerOf(data.templates, data.recent, days, account.timeZone)
  const isBusy = data.recent.some(({ state }) => state === 'queued' || state === 'processing')
  return (
    <>
      <RefreshWhile active={isBusy} everySeconds={2} />
      <PageHeader
        title={words('greeting', { name: caller.name })}
        lead={format.dateTime(moment, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })}
      />
      {data.templates.length === 0 && may(caller, 'import', account.id) ? (
        <FirstSteps hasLogin={data.hasLogin} />
      ) : null}
      {data.waiting.length > 0 ? (
        <Section id="waiting" title={words('waiting.title')}>
          <WaitingList deliveries={data.waiting} />
        </Section>
      ) : null}
      {register.length > 0 ? (
        <Section id="register" title={words('register.title')} lead={words('register.lead')}>
          <RegisterTable
            days={days}
            rows={register}
            runOf={data.runOf}
            mayOpenTemplates={may(caller, 'manage-templates', account.id)}
          />
        </Section>
      ) : null}
    </>
  )
}
