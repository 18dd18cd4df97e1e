// Servers of the customer's from which files are fetched. What signs in there goes in and never comes out.
import { z } from 'zod'
import {
  confirmServer,
  createPullSource,
  deletePullSource,
  shownProtocol,
  updatePullSource,
  type SourceProblem,
} from '@/lib/pull/save-source'
import { scheduleSchema } from '@/lib/pull/schedule'
import { identitySchema } from '@/lib/pull/server-identity'
import { listPullSources, pullSourceById, type PullSource } from '@/lib/pull/source'
import { protocols, sourceChanges, sourceInput } from '@/lib/pull/source-input'
import type { Locale } from '@/lib/words/locales'
import { translate } from '@/lib/words/translate'
import { momentSchema, shownMoment } from '@/app/api/_http/moment'
import { operation } from '@/app/api/_http/operation'
import { pageOf } from '@/app/api/_http/page'
import { refuse, wrongInput, type Refusal } from '@/app/api/_http/problem'

const pullSourceSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    transferLogin: z.uuid(),
    protocol: z.enum(protocols),
    host: z.string(),
    port: z.int(),
    userName: z.string(),
    signIn: z.enum(['password', 'key']),
    publicKey: z.string().nullable().describe('to be installed on the server'),
    confirmed: identitySchema.nullable().describe('the host key or certificate that was confirmed'),
    folder: z.string(),
    fileNames: z.array(z.string()),
    schedule: scheduleSchema,
    after: z.enum(['leave', 'delete', 'move']),
    moveFolder: z.string().nullable(),
    pausedAt: momentSchema.nullable(),
    nextTurnAt: momentSchema
      .nullable()
      .describe('null: not by itself, because it is paused or its host key is not confirmed'),
    failures: z.int().describe('turns that failed one after the other'),
    createdAt: momentSchema,
  })
  .meta({ id: 'PullSource' })

function shown(source: PullSource) {
  const { id, name, host, port, userName, signIn, publicKey, folder, fileNames, schedule, after, moveFolder } = source
  return {
    ...{ id, name, host, port, userName, signIn, publicKey, folder, fileNames, schedule, after, moveFolder },
    ...{ transferLogin: source.transferLoginId, protocol: shownProtocol(source.protocol) },
    ...{ confirmed: source.pin, failures: source.failures },
    pausedAt: shownMoment(source.pausedAt),
    nextTurnAt: shownMoment(source.nextTurnAt),
    createdAt: shownMoment(source.createdAt),
  }
}

const list = operation({
  id: 'listPullSources',
  method: 'GET',
  path: '/api/v1/accounts/{account}/pull-sources',
  tag: 'pull-sources',
  access: 'manage-transfer-logins',
  answer: { status: 200, schema: pageOf(pullSourceSchema) },
  handle: async ({ account }) => ({ items: (await listPullSources(account.id)).map(shown), nextCursor: null }),
})

const create = operation({
  id: 'createPullSource',
  method: 'POST',
  path: '/api/v1/accounts/{account}/pull-sources',
  tag: 'pull-sources',
  access: 'manage-transfer-logins',
  body: sourceInput,
  answer: { status: 201, schema: pullSourceSchema },
  async handle({ account, body, locale }) {
    const saved = await createPullSource(account.id, body)
    return saved.ok ? shown(saved.source) : refusalOf(saved, locale)
  },
})

const get = operation({
  id: 'getPullSource',
  method: 'GET',
  path: '/api/v1/accounts/{account}/pull-sources/{pullSource}',
  tag: 'pull-sources',
  access: 'manage-transfer-logins',
  answer: { status: 200, schema: pullSourceSchema },
  async handle({ account, params }) {
    const source = await pullSourceById(account.id, params.pullSource)
    return source ? shown(source) : refuse('not-found')
  },
})

const update = operation({
  id: 'updatePullSource',
  method: 'PATCH',
  path: '/api/v1/accounts/{account}/pull-sources/{pullSource}',
  tag: 'pull-sources',
  access: 'manage-transfer-logins',
  body: sourceChanges,
  answer: { status: 200, schema: pullSourceSchema },
  async handle({ account, params, body, locale }) {
    const saved = await updatePullSource(account.id, params.pullSource, body)
    if (!saved) return refuse('not-found')
    return saved.ok ? shown(saved.source) : refusalOf(saved, locale)
  },
})

const remove = operation({
  id: 'deletePullSource',
  method: 'DELETE',
  path: '/api/v1/accounts/{account}/pull-sources/{pullSource}',
  tag: 'pull-sources',
  access: 'manage-transfer-logins',
  answer: { status: 204 },
  async handle({ account, params }) {
    return (await deletePullSource(account.id, params.pullSource)) ? undefined : refuse('not-found')
  },
})

const confirm = operation({
  id: 'confirmPullServer',
  method: 'PUT',
  path: '/api/v1/accounts/{account}/pull-sources/{pullSource}/confirmed',
  tag: 'pull-sources',
  access: 'manage-transfer-logins',
  body: z.object({
    sha256: z
      .string()
      .max(200)
      .nullable()
      .describe('the fingerprint that a turn has found and somebody has compared; null forgets the confirmed one'),
  }),
  answer: { status: 200, schema: pullSourceSchema },
  async handle({ account, params, body, locale }) {
    if (!(await pullSourceById(account.id, params.pullSource))) return refuse('not-found')
    const source = await confirmServer(account.id, params.pullSource, body.sha256)
    return source ? shown(source) : wrongInput('body', '/sha256', translate(locale, 'api.pullSource.not-shown'))
  },
})

function refusalOf(problem: SourceProblem, locale: Locale): Refusal {
  const words = (key: string, params = {}) => translate(locale, `pull.problems.${key}`, params)
  switch (problem.reason) {
    case 'too-many':
      return refuse('too-many-pull-sources')
    case 'no-login':
      return wrongInput('body', '/transferLogin', words('no-login'))
    case 'secret-again':
    case 'key-over-ftps':
      return wrongInput('body', '/signIn', words(problem.reason))
    case 'private-key':
      return wrongInput('body', '/signIn/privateKey', words(`key.${problem.problem}`))
    case 'move-folder':
      return wrongInput('body', '/moveFolder', words('move-folder'))
    case 'file-name':
      return wrongInput('body', `/fileNames/${problem.index}`, words('file-name', { position: problem.index + 1 }))
  }
}

export const pullSourceOperations = { list, create, get, update, remove, confirm }
