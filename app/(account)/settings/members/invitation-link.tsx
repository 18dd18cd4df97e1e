'use client'

import { useTranslations } from 'next-intl'
import { SecretCard } from '@/components/ui/secret-card'

/** The link to choose a password with, where no mail can bring it. */
export function InvitationLink({ link }: { link: string }) {
  const words = useTranslations('settings.invite')
  return (
    <SecretCard secret={link} title={words('linkTitle')}>
      <p>{words('linkText')}</p>
    </SecretCard>
  )
}
