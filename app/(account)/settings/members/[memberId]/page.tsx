import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/forms/action-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DateTime } from '@/components/ui/date-time'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { TextField } from '@/components/ui/text-field'
import { accountRoles } from '@/lib/accounts/caller'
import { memberById } from '@/lib/accounts/members'
import { memberFor } from '../../../member'
import { MemberBadge } from '../member-badge'
import { RoleField } from '../role-field'
import { disable, enable, remove, saveMember } from './actions'
import { InviteAgain } from './invite-again'

export default async function MemberPage({ params }: { params: Promise<{ memberId: string }> }) {
  const { account } = await memberFor('manage-members')
  const { memberId } = await params
  const member = await memberById(account.id, memberId)
  if (!member) notFound()
  const words = await getTranslations('settings')
  const role = accountRoles.find((candidate) => candidate === member.role)
  return (
    <>
      <PageHeader
        crumbs={[{ title: words('members.title'), href: '/settings/members' }]}
        title={member.name}
        badge={<MemberBadge member={member} />}
        lead={
          <>
            <bdi>{member.email}</bdi>
            {member.lastSignInAt ? (
              <>
                . {words.rich('member.lastSignIn', { at: () => <DateTime key="at" at={member.lastSignInAt ?? ''} /> })}
              </>
            ) : null}
          </>
        }
      />
      <Section id="role" title={words('member.title')}>
        <ActionForm action={saveMember.bind(null, member.id)} className="max-w-2xl">
          <TextField name="name" label={words('invite.name')} defaultValue={member.name} isRequired maxLength={200} />
          <RoleField role={role} />
          <SubmitButton className="self-start">{words('member.save')}</SubmitButton>
        </ActionForm>
      </Section>
      <Section id="access" title={words('member.access')} lead={words('member.accessLead')}>
        <div className="flex flex-wrap items-start gap-3">
          {member.disabledAt ? null : <InviteAgain memberId={member.id} isFirst={member.invited} />}
          {member.disabledAt ? (
            <ConfirmDialog
              trigger={words('member.enable')}
              title={words('member.enableTitle', { name: member.name })}
              confirm={words('member.enable')}
              action={enable.bind(null, member.id)}
            >
              {words('member.enableText')}
            </ConfirmDialog>
          ) : (
            <ConfirmDialog
              trigger={words('member.disable')}
              title={words('member.disableTitle', { name: member.name })}
              confirm={words('member.disable')}
              danger
              action={disable.bind(null, member.id)}
            >
              {words('member.disableText')}
            </ConfirmDialog>
          )}
          <ConfirmDialog
            trigger={words('member.remove')}
            triggerVariant="danger"
            title={words('member.removeTitle', { name: member.name })}
            confirm={words('member.remove')}
            danger
            action={remove.bind(null, member.id)}
          >
            {words('member.removeText')}
          </ConfirmDialog>
        </div>
      </Section>
    </>
  )
}
