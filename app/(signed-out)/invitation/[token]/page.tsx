import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button-link'
import { invitationByToken } from '@/lib/accounts/invitations'
import { PASSWORD_LENGTH_MIN } from '@/lib/accounts/password-rules'
import { choosePassword } from './actions'
import { PasswordForm } from './password-form'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('signIn.invitation')
  // The token in the address goes to no other site.
  return { title: words('title'), referrer: 'no-referrer' }
}

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const invited = await invitationByToken(token)
  const words = await getTranslations('signIn.invitation')
  if (!invited.ok) {
    return (
      <>
        <h1 className="mb-6 text-3xl">{words('unusable')}</h1>
        <Alert tone="warn" actions={<ButtonLink href="/sign-in">{words('toSignIn')}</ButtonLink>}>
          {words(`reasons.${invited.reason}`)}
        </Alert>
      </>
    )
  }
  return (
    <>
      <h1 className="mb-2 text-3xl">{words('title')}</h1>
      <p className="mb-8 text-lg text-ink-soft">
        {invited.accountName
          ? words('leadAccount', { name: invited.member.name, account: invited.accountName })
          : words('lead', { name: invited.member.name })}
      </p>
      <PasswordForm
        action={choosePassword.bind(null, token)}
        email={invited.member.email}
        lengthMin={PASSWORD_LENGTH_MIN}
      />
    </>
  )
}
