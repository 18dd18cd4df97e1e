// Transfer logins: what a district's system needs to send its files. The password is in the answer once, when it is made.
import { z } from 'zod'
import {
  createTransferLogin,
  disableTransferLogin,
  listTransferLogins,
  transferLoginById,
  type TransferLogin,
  type TransferLoginProblem,
} from '@/lib/accounts/transfer-logins'
import {
  endPreviousPassword,
  OVERLAP_HOURS,
  OVERLAP_HOURS_MAX,
  previousPasswordUntil,
  rotateTransferLogin,
} from '@/lib/accounts/transfer-passwords'
import { env } from '@/lib/platform/env'
import { hostKeys } from '@/lib/platform/secrets'
import type { Locale } from '@/lib/words/locales'
import { translate } from '@/lib/words/translate'
import { momentSchema, shownMoment } from '@/app/api/_http/moment'
import { operation } from '@/app/api/_http/operation'
import { pageOf } from '@/app/api/_http/page'
import { refuse, wrongInput, type Refusal } from '@/app/api/_http/problem'

const transferLoginSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    sftp: z.object({
      userName: z.string(),
      host: z.string(),
      port: z.int(),
      hostKeys: z.array(z.object({ type: z.string(), sha256: z.string() })),
    }),
    ftps: z.object({
      userName: z.string(),
      host: z.string(),
      explicitPort: z.int().nullable().describe('null: this installation has no FTPS door'),
      implicitPort: z.int().nullable().describe('null: this installation has no FTPS door'),
    }),
    publicKeys: z.array(z.string()),
    allowedAddresses: z.array(z.string()),
    rehearses: z
      .uuid()
      .nullable()
      .describe('the login whose files these are checked as, and never applied; null: its files are imported'),
    replyFiles: z.enum(['none', 'problems', 'rows']).describe('what it finds in its outbox after each delivery'),
    previousPasswordUntil: momentSchema
      .nullable()
      .describe('until then the password before the last rotation is taken, too; null: only the last one is'),
    disabledAt: momentSchema.nullable(),
    lastUsedAt: momentSchema.nullable(),
    createdAt: momentSchema,
  })
  .meta({ id: 'TransferLogin' })

const withPassword = transferLoginSchema.extend({ password: z.string().describe('shown this once') })

function shown(login: TransferLogin) {
  const { id, name, publicKeys, allowedAddresses, disabledAt, lastUsedAt, createdAt } = login
  const host = env().transferHost
  return {
    ...{ id, name, publicKeys, allowedAddresses, rehearses: login.rehearsesId, replyFiles: login.replyFiles },
    sftp: {
      ...{ userName: login.sftpUserName, host, port: env().sftpPort },
      hostKeys: hostKeys().map(({ type, sha256 }) => ({ type, sha256 })),
    },
    ftps: {
      ...{ userName: login.ftpsUserName, host },
      explicitPort: env().ftps?.explicitPort ?? null,
      implicitPort: env().ftps?.implicitPort ?? null,
    },
    previousPasswordUntil: shownMoment(previousPasswordUntil(login)),
    disabledAt: shownMoment(disabledAt),
    lastUsedAt: shownMoment(lastUsedAt),
    createdAt: shownMoment(createdAt),
  }
}

const create = operation({
  id: 'createTransferLogin',
  method: 'POST',
  path: '/api/v1/accounts/{account}/transfer-logins',
  tag: 'transfer-logins',
  access: 'manage-transfer-logins',
  body: z.object({
    name: z.string().max(100),
    publicKeys: z.array(z.string().max(20_000)).max(100).optional(),
    allowedAddresses: z.array(z.string().max(100)).max(1000).optional(),
    rehearses: z.uuid().optional(),
  }),
  answer: { status: 201, schema: withPassword },
  async handle({ account, body, locale }) {
    const { name, publicKeys, allowedAddresses, rehearses } = body
    const created = await createTransferLogin({
      ...{ accountId: account.id, name },
      ...(publicKeys ? { publicKeys } : {}),
      ...(allowedAddresses ? { allowedAddresses } : {}),
      ...(rehearses === undefined ? {} : { rehearses }),
    })
    return created.ok ? { ...shown(created.login), password: created.password } : refusalOf(created, locale)
  },
})

function refusalOf(problem: TransferLoginProblem, locale: Locale): Refusal {
  const words = (key: string) => translate(locale, `api.transferLogin.${key}`)
  if (problem.reason === 'name') return wrongInput('body', '/name', words('name'))
  if (problem.reason === 'public-key') {
    return wrongInput('body', `/publicKeys/${problem.index}`, words(`public-key-${problem.problem}`))
  }
  if (problem.reason === 'address') return wrongInput('body', `/allowedAddresses/${problem.index}`, words('address'))
  if (problem.reason === 'rehearses') return wrongInput('body', '/rehearses', words('rehearses'))
  if (problem.reason === 'no-account') return refuse('not-found')
  return refuse(problem.reason === 'exists' ? 'transfer-login-exists' : 'too-many-transfer-logins')
}

const list = operation({
  id: 'listTransferLogins',
  method: 'GET',
  path: '/api/v1/accounts/{account}/transfer-logins',
  tag: 'transfer-logins',
  access: 'manage-transfer-logins',
  answer: { status: 200, schema: pageOf(transferLoginSchema) },
  handle: async ({ account }) => ({ items: (await listTransferLogins(account.id)).map(shown), nextCursor: null }),
})

const get = operation({
  id: 'getTransferLogin',
  method: 'GET',
  path: '/api/v1/accounts/{account}/transfer-logins/{transferLogin}',
  tag: 'transfer-logins',
  access: 'manage-transfer-logins',
  answer: { status: 200, schema: transferLoginSchema },
  async handle({ account, params }) {
    const login = await transferLoginById(account.id, params.transferLogin)
    return login ? shown(login) : refuse('not-found')
  },
})

const rotate = operation({
  id: 'rotateTransferLogin',
  method: 'POST',
  path: '/api/v1/accounts/{account}/transfer-logins/{transferLogin}/rotate',
  tag: 'transfer-logins',
  access: 'manage-transfer-logins',
  body: z
    .object({
      overlapHours: z
        .int()
        .min(0)
        .max(OVERLAP_HOURS_MAX)
        .default(OVERLAP_HOURS)
        .describe('how long the old password is taken, too; 0: it has leaked'),
    })
    .optional(),
  answer: { status: 200, schema: withPassword },
  async handle({ account, params, body }) {
    const rotated = await rotateTransferLogin(account.id, params.transferLogin, body?.overlapHours)
    return rotated ? { ...shown(rotated.login), password: rotated.password } : refuse('not-found')
  },
})

const endPrevious = operation({
  id: 'endPreviousPassword',
  method: 'DELETE',
  path: '/api/v1/accounts/{account}/transfer-logins/{transferLogin}/previous-password',
  tag: 'transfer-logins',
  access: 'manage-transfer-logins',
  answer: { status: 204 },
  async handle({ account, params }) {
    return (await endPreviousPassword(account.id, params.transferLogin)) ? undefined : refuse('not-found')
  },
})

const disable = operation({
  id: 'disableTransferLogin',
  method: 'DELETE',
  path: '/api/v1/accounts/{account}/transfer-logins/{transferLogin}',
  tag: 'transfer-logins',
  access: 'manage-transfer-logins',
  answer: { status: 204 },
  async handle({ account, params }) {
    return (await disableTransferLogin(account.id, params.transferLogin)) ? undefined : refuse('not-found')
  },
})

export const transferLoginOperations = { create, list, get, rotate, endPrevious, disable }
