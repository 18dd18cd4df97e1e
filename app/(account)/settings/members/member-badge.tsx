import { MailQuestionMark } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { Member } from '@/lib/accounts/member'

/** Whether a member can sign in. */
export function MemberBadge({ member }: { member: Member }) {
  const words = useTranslations('settings.members.states')
  if (member.disabledAt) return <Badge>{words('disabled')}</Badge>
  if (member.invited) {
    return (
      <Badge tone="info" icon={MailQuestionMark}>
        {words('invited')}
      </Badge>
    )
  }
  return <Badge tone="good">{words('active')}</Badge>
}
