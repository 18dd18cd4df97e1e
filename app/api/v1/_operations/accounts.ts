// Accounts: made and listed by operators, read and changed by their administrators.
import { z } from 'zod'
import { accountChangesSchema, newAccountSchema, type Account } from '@/lib/accounts/account'
import { accountSettingsSchema } from '@/lib/accounts/account-settings'
import { accountById, createAccount, listAccounts, updateAccount } from '@/lib/accounts/accounts'
import { locales } from '@/lib/words/locales'
import { momentSchema, shownMoment } from '@/app/api/_http/moment'
import { operation } from '@/app/api/_http/operation'
import { askFor, idPlace, pageOf, pageQuery, toPage } from '@/app/api/_http/page'
import { refuse } from '@/app/api/_http/problem'

const accountSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    slug: z.string(),
    state: z.string(),
    timeZone: z.string(),
    locale: z.enum(locales),
    reportRecipients: z.array(z.string()),
    settings: accountSettingsSchema,
    createdAt: momentSchema,
  })
  .meta({ id: 'Account' })

const shown = (account: Account) => ({ ...account, createdAt: shownMoment(account.createdAt) })

const create = operation({
  id: 'createAccount',
  method: 'POST',
  path: '/api/v1/accounts',
  tag: 'accounts',
  access: 'operator',
  body: newAccountSchema,
  answer: { status: 201, schema: accountSchema },
  async handle({ body }) {
    const created = await createAccount(body)
    return created.ok ? shown(created.account) : refuse('account-exists', { slug: body.slug, state: body.state })
  },
})

const list = operation({
  id: 'listAccounts',
  method: 'GET',
  path: '/api/v1/accounts',
  tag: 'accounts',
  access: 'caller',
  query: z.object(pageQuery(idPlace)),
  answer: { status: 200, schema: pageOf(accountSchema) },
  async handle({ caller, query: { limit, cursor } }) {
    if (caller.accountId !== null) {
      const own = await accountById(caller.accountId)
      return toPage(own ? [own] : [], limit, (account) => account.id, shown)
    }
    const accounts = await listAccounts({ limit: askFor(limit), ...(cursor ? { after: cursor } : {}) })
    return toPage(accounts, limit, (account) => account.id, shown)
  },
})

const get = operation({
  id: 'getAccount',
  method: 'GET',
  path: '/api/v1/accounts/{account}',
  tag: 'accounts',
  access: 'manage-settings',
  answer: { status: 200, schema: accountSchema },
  handle: async ({ account }) => shown(account),
})

const update = operation({
  id: 'updateAccount',
  method: 'PATCH',
  path: '/api/v1/accounts/{account}',
  tag: 'accounts',
  access: 'manage-settings',
  body: accountChangesSchema,
  answer: { status: 200, schema: accountSchema },
  async handle({ account, body }) {
    const updated = await updateAccount(account.id, body)
    return updated ? shown(updated) : refuse('not-found')
  },
})

export const accountOperations = { create, list, get, update }
