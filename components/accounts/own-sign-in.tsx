import { getTranslations } from 'next-intl/server'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import type { MemberCaller } from '@/lib/accounts/caller'
import { memberById } from '@/lib/accounts/members'
import { PASSWORD_LENGTH_MIN } from '@/lib/accounts/password-rules'
import { OwnPasswordForm } from './own-password-form'
import { SignOutEverywhere } from './sign-out-everywhere'

/** What everybody may do with their own sign-in, whatever their role. */
export async function OwnSignIn({ caller }: { caller: MemberCaller }) {
  const words = await getTranslations('ownSignIn')
  const member = await memberById(caller.accountId, caller.memberId)
  return (
    <>
      <PageHeader title={words('title')} lead={<bdi>{member?.email}</bdi>} />
      <Section id="password" title={words('password.title')} lead={words('password.lead')}>
        <OwnPasswordForm email={member?.email ?? ''} lengthMin={PASSWORD_LENGTH_MIN} />
      </Section>
      <Section id="everywhere" title={words('everywhere.title')} lead={words('everywhere.lead')}>
        <SignOutEverywhere />
      </Section>
    </>
  )
}
