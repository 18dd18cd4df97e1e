import { UserPlus } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { DataTable, type Column } from '@/components/ui/data-table'
import { DateTime } from '@/components/ui/date-time'
import { PageHeader } from '@/components/ui/page-header'
import { listMembers } from '@/lib/accounts/members'
import type { Member } from '@/lib/accounts/member'
import { memberFor } from '../../member'
import { MemberBadge } from './member-badge'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('settings.members')
  return { title: words('title') }
}

export default async function MembersPage() {
  const { caller, account } = await memberFor('manage-members')
  const words = await getTranslations('settings.members')
  const roles = await getTranslations('navigation.roles')
  const columns: Column<Member>[] = [
    {
      id: 'name',
      header: words('columns.name'),
      isRowHeader: true,
      cell: (member) => (
        <span className="flex flex-wrap items-center gap-2">
          <Link href={`/settings/members/${member.id}`} className="inline-block py-0.5 link">
            {member.name}
          </Link>
          {member.id === caller.memberId ? <Badge>{words('you')}</Badge> : null}
        </span>
      ),
    },
    {
      id: 'email',
      header: words('columns.email'),
      cell: (member) => <bdi className="foreign-text">{member.email}</bdi>,
    },
    { id: 'role', header: words('columns.role'), cell: (member) => roles(member.role) },
    { id: 'state', header: words('columns.state'), cell: (member) => <MemberBadge member={member} /> },
    {
      id: 'lastSignIn',
      header: words('columns.lastSignIn'),
      hideBelow: 'md',
      cell: (member) => (member.lastSignInAt ? <DateTime at={member.lastSignInAt} /> : words('never')),
    },
  ]
  return (
    <>
      <PageHeader
        title={words('title')}
        lead={words('lead')}
        actions={
          <ButtonLink href="/settings/members/new" icon={<UserPlus aria-hidden className="size-5" />}>
            {words('invite')}
          </ButtonLink>
        }
      />
      <DataTable
        caption={words('title')}
        columns={columns}
        rows={await listMembers(account.id)}
        rowKey={(member) => member.id}
      />
    </>
  )
}
