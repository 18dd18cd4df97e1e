// Undoing an applied run: what it would do, doing it, and what it left as it was.
import { z } from 'zod'
import { notReversed, notReversedCsv, type Leftover } from '@/lib/roster/not-reversed'
import { leftoverReasons } from '@/lib/roster/rollback-plan'
import { previewRollback } from '@/lib/runs/rollback'
import { runById } from '@/lib/runs/run'
import { startRollback, type RollbackRefusal } from '@/lib/runs/start-rollback'
import { attachment, CSV } from '@/app/api/_http/attachment'
import { momentSchema, shownMoment } from '@/app/api/_http/moment'
import { operation } from '@/app/api/_http/operation'
import { nextCursor, pageOf, pageQuery } from '@/app/api/_http/page'
import { refuse, type ProblemCode } from '@/app/api/_http/problem'
import { callerName } from './caller-name'
import { runSchema, shownRun, shownUndo, undoSchema } from './shown-run'

const problems: Record<RollbackRefusal, ProblemCode> = {
  unknown: 'not-found',
  'not-applied': 'run-not-applied',
  'already-rolled-back': 'run-rolled-back',
  'under-way': 'rollback-under-way',
  'history-gone': 'history-gone',
}

const start = operation({
  id: 'rollBackRun',
  method: 'POST',
  path: '/api/v1/runs/{run}/rollback',
  tag: 'runs',
  access: 'answer-holds',
  answer: { status: 202, schema: runSchema },
  async handle({ account, params, caller }) {
    const started = await startRollback({ accountId: account.id, runId: params.run, by: callerName(caller) })
    if (!started.ok) return refuse(problems[started.reason])
    const run = await runById(account.id, started.runId)
    return run ? shownRun(run) : refuse('not-found')
  },
})

const foretell = operation({
  id: 'previewRollback',
  method: 'GET',
  path: '/api/v1/runs/{run}/rollback',
  tag: 'runs',
  access: 'answer-holds',
  answer: { status: 200, schema: undoSchema },
  async handle({ account, params }) {
    const foretold = await previewRollback(account.id, params.run)
    return foretold.ok ? shownUndo(foretold.counts) : refuse(problems[foretold.reason])
  },
})

const leftoverSchema = z
  .object({
    importType: z.string(),
    key: z.string(),
    reason: z.enum(leftoverReasons),
    changedBy: z.object({ run: z.uuid(), fileName: z.string(), finishedAt: momentSchema.nullable() }).nullable(),
  })
  .meta({ id: 'NotReversed' })

const shownLeftover = ({ changedBy, importType, key, reason }: Leftover) => ({
  ...{ importType, key, reason },
  changedBy: changedBy && {
    ...{ run: changedBy.id, fileName: changedBy.fileName },
    finishedAt: shownMoment(changedBy.finishedAt),
  },
})

const left = operation({
  id: 'listNotReversed',
  method: 'GET',
  path: '/api/v1/runs/{run}/not-reversed',
  tag: 'runs',
  access: 'see-roster',
  query: z.object({ ...pageQuery(z.string()), format: z.enum(['json', 'csv']).default('json') }),
  answer: { status: 200, schema: pageOf(leftoverSchema), media: ['text/csv'] },
  async handle({ account, params, query: { limit, cursor, format } }) {
    const run = await runById(account.id, params.run)
    if (!run) return refuse('not-found')
    const fileName = `${run.fileName}.not-reversed.csv`
    if (format === 'csv') return attachment(notReversedCsv(account.id, run.id), fileName, CSV)
    const page = await notReversed(account.id, run.id, { limit, ...(cursor === undefined ? {} : { after: cursor }) })
    return { items: page.items.map(shownLeftover), nextCursor: nextCursor(page.nextCursor) }
  },
})

export const rollbackOperations = { start, foretell, left }
