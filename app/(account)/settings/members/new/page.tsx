import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeader } from '@/components/ui/page-header'
import { mailIsConfigured } from '@/lib/platform/mail'
import { memberFor } from '../../../member'
import { InviteForm } from './invite-form'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('settings.invite')
  return { title: words('title') }
}

export default async function InvitePage() {
  await memberFor('manage-members')
  const words = await getTranslations('settings')
  return (
    <>
      <PageHeader
        crumbs={[{ title: words('members.title'), href: '/settings/members' }]}
        title={words('invite.title')}
        lead={mailIsConfigured() ? words('invite.leadMail') : words('invite.leadLink')}
      />
      <InviteForm />
    </>
  )
}
