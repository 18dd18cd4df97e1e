// Visits to servers from which files are fetched: asked for, and what happened step by step.
import { z } from 'zod'
import { identitySchema } from '@/lib/pull/server-identity'
import { pullSourceById } from '@/lib/pull/source'
import { troubleReasons } from '@/lib/pull/trouble'
import { listTurns, requestTurn, turnById, type PullTurn } from '@/lib/pull/turn'
import { stepCodes } from '@/lib/pull/turn-step'
import type { Caller } from '@/lib/accounts/caller'
import { momentSchema, shownMoment } from '@/app/api/_http/moment'
import { operation } from '@/app/api/_http/operation'
import { pageOf } from '@/app/api/_http/page'
import { refuse } from '@/app/api/_http/problem'
import { callerName } from './caller-name'

const params = z.record(z.string(), z.union([z.string(), z.number()]))

const turnSchema = z
  .object({
    id: z.uuid(),
    purpose: z.enum(['fetch', 'test']),
    state: z.enum(['queued', 'running', 'done', 'failed']),
    requestedBy: z.string().nullable().describe('null: the schedule'),
    steps: z.array(z.object({ code: z.enum(stepCodes), params, at: momentSchema })),
    trouble: z.object({ reason: z.enum(troubleReasons), params }).nullable(),
    found: identitySchema.nullable().describe('what the server showed and nobody has confirmed'),
    delivered: z.int().describe('files'),
    queuedAt: momentSchema,
    startedAt: momentSchema.nullable(),
    finishedAt: momentSchema.nullable(),
  })
  .meta({ id: 'PullTurn' })

function shown({ id, purpose, state, requestedBy, steps, trouble, found, delivered, ...turn }: PullTurn) {
  return {
    ...{ id, purpose, state, requestedBy, steps, trouble, found, delivered },
    queuedAt: shownMoment(turn.queuedAt),
    startedAt: shownMoment(turn.startedAt),
    finishedAt: shownMoment(turn.finishedAt),
  }
}

async function begin(accountId: string, sourceId: string, purpose: 'fetch' | 'test', caller: Caller) {
  const requested = await requestTurn(accountId, sourceId, { purpose, requestedBy: callerName(caller) })
  if (!requested) return refuse('not-found')
  return requested.ok ? shown(requested.turn) : refuse('pull-under-way')
}

const test = operation({
  id: 'testPullSource',
  method: 'POST',
  path: '/api/v1/accounts/{account}/pull-sources/{pullSource}/test',
  tag: 'pull-sources',
  access: 'manage-transfer-logins',
  answer: { status: 202, schema: turnSchema },
  handle: ({ account, params: { pullSource }, caller }) => begin(account.id, pullSource, 'test', caller),
})

const fetch = operation({
  id: 'fetchFromPullSource',
  method: 'POST',
  path: '/api/v1/accounts/{account}/pull-sources/{pullSource}/fetch',
  tag: 'pull-sources',
  access: 'manage-transfer-logins',
  answer: { status: 202, schema: turnSchema },
  handle: ({ account, params: { pullSource }, caller }) => begin(account.id, pullSource, 'fetch', caller),
})

const list = operation({
  id: 'listPullTurns',
  method: 'GET',
  path: '/api/v1/accounts/{account}/pull-sources/{pullSource}/turns',
  tag: 'pull-sources',
  access: 'manage-transfer-logins',
  answer: { status: 200, schema: pageOf(turnSchema) },
  async handle({ account, params: { pullSource } }) {
    if (!(await pullSourceById(account.id, pullSource))) return refuse('not-found')
    return { items: (await listTurns(account.id, pullSource)).map(shown), nextCursor: null }
  },
})

const get = operation({
  id: 'getPullTurn',
  method: 'GET',
  path: '/api/v1/accounts/{account}/pull-sources/{pullSource}/turns/{pullTurn}',
  tag: 'pull-sources',
  access: 'manage-transfer-logins',
  answer: { status: 200, schema: turnSchema },
  async handle({ account, params: { pullSource, pullTurn } }) {
    const turn = await turnById(account.id, pullSource, pullTurn)
    return turn ? shown(turn) : refuse('not-found')
  },
})

export const pullTurnOperations = { test, fetch, list, get }
