// Runs: what one processing of a file did, found wrong, changed, and the answer to a hold.
import { z } from 'zod'
import { changeKinds, runChanges, runChangesCsv } from '@/lib/roster/run-changes'
import { columnAnswers } from '@/lib/runs/accept-columns'
import { approveRun, discardRun, type HoldAnswer } from '@/lib/runs/answer-hold'
import { runById } from '@/lib/runs/run'
import { issueSentence, issuesCsv, runIssues, type StoredIssue } from '@/lib/runs/run-issues'
import { translatorFor } from '@/lib/words/translate'
import { attachment, CSV } from '@/app/api/_http/attachment'
import { momentSchema, shownMoment } from '@/app/api/_http/moment'
import { operation } from '@/app/api/_http/operation'
import { askFor, nextCursor, pageOf, pageQuery, toPage } from '@/app/api/_http/page'
import { refuse } from '@/app/api/_http/problem'
import { callerId, callerName } from './caller-name'
import { runSchema, shownRun } from './shown-run'

const format = z.enum(['json', 'csv']).default('json')

const get = operation({
  id: 'getRun',
  method: 'GET',
  path: '/api/v1/runs/{run}',
  tag: 'runs',
  access: 'see-deliveries',
  answer: { status: 200, schema: runSchema },
  async handle({ account, params }) {
    const run = await runById(account.id, params.run)
    return run ? shownRun(run) : refuse('not-found')
  },
})

const issueSchema = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    level: z.enum(['file', 'header', 'row', 'cell']),
    file: z.string(),
    line: z.int().nullable(),
    column: z.string().nullable(),
    field: z.string().nullable(),
    value: z.string().nullable(),
    message: z.string(),
    settledAt: momentSchema.nullable(),
  })
  .meta({ id: 'Issue' })

const issues = operation({
  id: 'listIssues',
  method: 'GET',
  path: '/api/v1/runs/{run}/issues',
  tag: 'runs',
  access: 'see-deliveries',
  query: z.object({
    ...pageQuery(z.int().min(0)),
    format,
    severity: z.enum(['error', 'warning']).optional(),
    code: z.string().max(100).optional(),
  }),
  answer: { status: 200, schema: pageOf(issueSchema), media: ['text/csv'] },
  async handle({ account, params, query: { limit, cursor, format: wanted, severity, code }, locale }) {
    const run = await runById(account.id, params.run)
    if (!run) return refuse('not-found')
    if (wanted === 'csv') return attachment(issuesCsv(run, locale), `${run.fileName}.issues.csv`, CSV)
    const found = await runIssues(run.id, {
      limit: askFor(limit),
      ...(cursor === undefined ? {} : { after: cursor }),
      ...(severity ? { severity } : {}),
      ...(code ? { code } : {}),
    })
    const translate = translatorFor(locale)
    const shown = (issue: StoredIssue) => {
      const { line = null, column = null, field = null, value = null } = issue
      const settledAt = shownMoment(issue.settledAt)
      return { ...issue, line, column, field, value, message: issueSentence(translate, issue), settledAt }
    }
    return toPage(found, limit, (issue) => issue.sequence, shown)
  },
})

const dataSchema = z.record(z.string(), z.unknown())

const changeSchema = z
  .object({
    kind: z.enum(changeKinds),
    importType: z.string(),
    key: z.string(),
    line: z.int().nullable().describe('of the file, where the row that said so begins'),
    before: dataSchema.nullable(),
    after: dataSchema.nullable(),
  })
  .meta({ id: 'Change' })

const changes = operation({
  id: 'listChanges',
  method: 'GET',
  path: '/api/v1/runs/{run}/changes',
  tag: 'runs',
  access: 'see-roster',
  query: z.object({ ...pageQuery(z.string()), format, kind: z.enum(changeKinds).optional() }),
  answer: { status: 200, schema: pageOf(changeSchema), media: ['text/csv'] },
  async handle({ account, params, query: { limit, cursor, format: wanted, kind } }) {
    const run = await runById(account.id, params.run)
    if (!run) return refuse('not-found')
    if (run.historyGoneAt) return refuse('history-gone')
    if (wanted === 'csv') return attachment(runChangesCsv(run.id), `${run.fileName}.changes.csv`, CSV)
    const after = cursor === undefined ? {} : { after: cursor }
    const page = await runChanges(run.id, { limit, ...after, ...(kind ? { kind } : {}) })
    return { items: page.items, nextCursor: nextCursor(page.nextCursor) }
  },
})

const approvalInput = z
  .object({
    columns: z
      .enum(columnAnswers)
      .optional()
      .describe('of a run held for its columns; proposed, from now on (the default); template: as it is now'),
    templateVersion: z.int().optional().describe('refused if the run was held with another version of the template'),
  })
  .optional()

const approve = operation({
  id: 'approveRun',
  method: 'POST',
  path: '/api/v1/runs/{run}/approve',
  tag: 'runs',
  access: 'answer-holds',
  body: approvalInput,
  answer: { status: 202, schema: runSchema },
  handle: ({ account, params, caller, body }) => {
    const who = { accountId: account.id, runId: params.run, by: callerName(caller), memberId: callerId(caller) }
    const columns = body?.columns && { columns: body.columns }
    const seen = body?.templateVersion === undefined ? {} : { seenVersion: body.templateVersion }
    return answered(approveRun, { ...who, ...columns, ...seen })
  },
})

const discard = operation({
  id: 'discardRun',
  method: 'POST',
  path: '/api/v1/runs/{run}/discard',
  tag: 'runs',
  access: 'answer-holds',
  answer: { status: 200, schema: runSchema },
  handle: ({ account, params, caller }) =>
    answered(discardRun, { accountId: account.id, runId: params.run, by: callerName(caller) }),
})

const refusals = {
  unknown: 'not-found',
  'not-held': 'run-not-held',
  'template-changed': 'template-changed',
  'template-unchanged': 'template-unchanged',
  'template-gone': 'template-gone',
  'columns-unclear': 'columns-unclear',
  'newer-delivery': 'newer-delivery',
} as const

async function answered<Answer extends HoldAnswer>(
  answer: (input: Answer) => ReturnType<typeof approveRun>,
  input: Answer,
) {
  const { accountId, runId } = input
  const given = await answer(input)
  if (!given.ok) return refuse(refusals[given.reason])
  const run = await runById(accountId, runId)
  return run ? shownRun(run) : refuse('not-found')
}

export const runOperations = { get, issues, changes, approve, discard }
