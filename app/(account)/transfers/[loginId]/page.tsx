import { Cable, Printer } from 'lucide-react'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/forms/action-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DateTime } from '@/components/ui/date-time'
import { PageHeader } from '@/components/ui/page-header'
import { PrintButton } from '@/components/ui/print-button'
import { Section } from '@/components/ui/section'
import { transferLoginById } from '@/lib/accounts/transfer-logins'
import { previousPasswordUntil } from '@/lib/accounts/transfer-passwords'
import { memberFor } from '../../member'
import { AccessFields } from '../access-fields'
import { connection } from '../connection'
import { ConnectionFacts } from '../connection-facts'
import { FtpsFacts } from '../ftps-facts'
import { disableLogin, enableLogin, saveAccess } from './actions'
import { LoginGuides } from './login-guides'
import { OutboxSection } from './outbox-section'
import { OldPassword } from './old-password'
import { RotatePassword } from './rotate-password'

type Props = { params: Promise<{ loginId: string }> }

export default async function TransferLoginPage({ params }: Props) {
  const { account } = await memberFor('manage-transfer-logins')
  const { loginId } = await params
  const login = await transferLoginById(account.id, loginId)
  if (!login) notFound()
  const words = await getTranslations('transfers')
  const tests = await getTranslations('sessions')
  const server = connection()
  const oldUntil = previousPasswordUntil(login)
  const isOff = login.disabledAt !== null
  const rehearsed = login.rehearsesId ? await transferLoginById(account.id, login.rehearsesId) : null
  return (
    <>
      <PageHeader
        crumbs={[{ title: words('title'), href: '/transfers' }]}
        title={login.name}
        badge={
          <>
            {isOff ? <Badge>{words('states.off')}</Badge> : <Badge tone="good">{words('states.on')}</Badge>}
            {rehearsed ? <Badge>{words('states.rehearsal', { name: rehearsed.name })}</Badge> : null}
          </>
        }
        lead={
          login.lastUsedAt
            ? words.rich('lastUsed', { at: () => <DateTime at={login.lastUsedAt ?? ''} /> })
            : words('neverUsed')
        }
        actions={
          <>
            <ButtonLink href={`/transfers/${login.id}/sessions`} icon={<Cable aria-hidden className="size-5" />}>
              {tests('open')}
            </ButtonLink>
            <PrintButton icon={<Printer aria-hidden className="size-5" />}>{words('print')}</PrintButton>
            {isOff ? (
              <ConfirmDialog
                trigger={words('enable.trigger')}
                title={words('enable.title')}
                confirm={words('enable.trigger')}
                action={enableLogin.bind(null, login.id)}
              >
                {words('enable.text')}
              </ConfirmDialog>
            ) : (
              <ConfirmDialog
                trigger={words('disable.trigger')}
                triggerVariant="danger"
                title={words('disable.title')}
                confirm={words('disable.trigger')}
                danger
                action={disableLogin.bind(null, login.id)}
              >
                {words('disable.text')}
              </ConfirmDialog>
            )}
          </>
        }
      />
      <Section id="connect" title={words('connect.title')} lead={words('connect.lead')}>
        <ConnectionFacts connection={server} userName={login.sftpUserName} />
        <FtpsFacts connection={server} userName={login.sftpUserName} />
      </Section>
      <LoginGuides accountId={account.id} loginId={login.id} />
      <OutboxSection login={login} />
      <Section id="password" title={words('rotate.section')} lead={words('rotate.lead')} className="print:hidden">
        {oldUntil ? <OldPassword loginId={login.id} until={oldUntil} /> : null}
        <RotatePassword loginId={login.id} hasOld={oldUntil !== null} />
      </Section>
      <Section id="access" title={words('access.title')} lead={words('access.lead')} className="print:hidden">
        <ActionForm action={saveAccess.bind(null, login.id)} className="max-w-2xl">
          <AccessFields publicKeys={login.publicKeys} allowedAddresses={login.allowedAddresses} />
          <SubmitButton className="self-start">{words('access.save')}</SubmitButton>
        </ActionForm>
      </Section>
    </>
  )
}
