// Members of an account: made with a password, or invited by a link.
import { z } from 'zod'
import { accountRoles } from '@/lib/accounts/caller'
import { invite } from '@/lib/accounts/invitations'
import { newMemberSchema, type Member } from '@/lib/accounts/member'
import { createMember, listMembers } from '@/lib/accounts/members'
import { PASSWORD_LENGTH_MIN } from '@/lib/accounts/password-rules'
import { recordInvitation } from '@/lib/outbox/record-message'
import { inTransaction } from '@/lib/platform/db'
import { locales } from '@/lib/words/locales'
import { translate } from '@/lib/words/translate'
import { kebabCase } from '@/app/api/_http/kebab-case'
import { momentSchema, shownMoment } from '@/app/api/_http/moment'
import { operation } from '@/app/api/_http/operation'
import { pageOf } from '@/app/api/_http/page'
import { refuse, wrongInput } from '@/app/api/_http/problem'

const roles = ['administrator', 'campus-administrator', 'teacher'] as const
const roleOf = (shown: (typeof roles)[number]) => accountRoles.find((role) => kebabCase(role) === shown)!

const memberSchema = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    role: z.enum(roles),
    locale: z.enum(locales).nullable(),
    /** Has no password yet. */
    invited: z.boolean(),
    disabledAt: momentSchema.nullable(),
    lastSignInAt: momentSchema.nullable(),
    createdAt: momentSchema,
  })
  .meta({ id: 'Member' })

const shown = (member: Member) => ({
  ...member,
  role: kebabCase(member.role),
  disabledAt: shownMoment(member.disabledAt),
  lastSignInAt: shownMoment(member.lastSignInAt),
  createdAt: shownMoment(member.createdAt),
})

const create = operation({
  id: 'createMember',
  method: 'POST',
  path: '/api/v1/accounts/{account}/members',
  tag: 'accounts',
  access: 'manage-members',
  body: newMemberSchema.extend({ role: z.enum(roles), password: z.string().max(1000).optional() }),
  answer: {
    status: 201,
    schema: memberSchema.extend({ invitation: z.object({ link: z.string(), expiresAt: momentSchema }).nullable() }),
  },
  async handle({ account, body: { password, role, ...rest }, locale }) {
    const created = await createMember(account.id, { ...rest, role: roleOf(role) }, password)
    if (!created.ok && created.reason === 'password') {
      const detail = translate(locale, `api.password.${created.problem}`, { minimum: PASSWORD_LENGTH_MIN })
      return wrongInput('body', '/password', detail)
    }
    if (!created.ok) return refuse('email-taken')
    const { member } = created
    if (password !== undefined) return { ...shown(member), invitation: null }
    const invitation = await sendInvitation(account.id, member)
    return {
      ...shown(member),
      invitation: invitation && { ...invitation, expiresAt: shownMoment(invitation.expiresAt) },
    }
  },
})

/** The link is answered as well as mailed: a program that provisions members may have a way of its own to hand it out. */
function sendInvitation(accountId: string, member: Member) {
  return inTransaction(async (tx) => {
    await recordInvitation(tx, accountId, member.id)
    return invite(accountId, member.id, tx)
  })
}

const list = operation({
  id: 'listMembers',
  method: 'GET',
  path: '/api/v1/accounts/{account}/members',
  tag: 'accounts',
  access: 'manage-members',
  answer: { status: 200, schema: pageOf(memberSchema) },
  handle: async ({ account }) => ({ items: (await listMembers(account.id)).map(shown), nextCursor: null }),
})

export const memberOperations = { create, list }
