// Which message a run ends in, and what it says: complete (if asked for), problems (always), held, rejected, undone.
import {
  CHANGES_MAX,
  FILES_MAX,
  LINES_MAX,
  type MessageIssue,
  type MessageParamsInput,
} from '@/lib/outbox/message-params'
import { recordMessage } from '@/lib/outbox/record-message'
import type { Tx } from '@/lib/platform/db'
import type { ClaimedRun } from './claim-run'
import type { Ending } from './end-run'
import type { FoundIssue, IssueLog } from './issue-log'
import { reportShadow } from './shadow-report'

const GROUPS_MAX = 200

type ToldRun = Pick<
  ClaimedRun,
  'templateId' | 'id' | 'accountId' | 'purpose' | 'isRehearsal' | 'fileName' | 'templateName' | 'settings' | 'delivery'
>

/** Records the message about a run's end, if there is one. The person who has a sample checked sees its page. */
export async function report(tx: Tx, run: ToldRun, ending: Ending, issues: IssueLog): Promise<void> {
  if (run.purpose === 'shadow') return reportShadow(tx, run, ending)
  if ((run.purpose === 'check' && !run.isRehearsal) || run.purpose === 'replay') return
  const { counts } = ending
  if (run.purpose === 'rollback') return reportUndo(tx, run, ending)
  const params = { ...about(run), ...summaryOf(issues), counts }
  if (run.isRehearsal && ending.state === 'checked') {
    await record(tx, run, 'rehearsed', params)
  } else if (ending.state === 'applied') {
    const hasProblems = issues.errors > 0
    if (!hasProblems && !run.settings.notifyOnSuccess) return
    await record(tx, run, hasProblems ? 'import-problems' : 'import-complete', params)
  } else if (ending.state === 'held') {
    await record(tx, run, 'held', { ...params, hold: ending.hold, columns: columnsOf(ending) })
  } else if (ending.state === 'rejected') {
    const { failure, issue } = ending
    const tooManyRejected = failure.reason === 'too-many-rejected' ? failure : null
    const read = failure.reason === 'file-issue' || tooManyRejected ? counts : null
    await record(tx, run, 'rejected', { ...params, counts: read, issue: issue ? told(issue) : null, tooManyRejected })
  }
}

/** Tells that a run was given up because of us. */
export async function reportFailure(tx: Tx, run: ToldRun): Promise<void> {
  if ((run.purpose === 'check' && !run.isRehearsal) || run.purpose === 'replay' || run.purpose === 'shadow') return
  if (run.purpose === 'rollback') return record(tx, run, 'undo-failed', about(run))
  await record(tx, run, 'rejected', { ...about(run), counts: null, issue: null })
}

/** An undo is told whatever came of it: it is no matter of every night. */
async function reportUndo(tx: Tx, run: ToldRun, { state, counts }: Ending): Promise<void> {
  if (state !== 'applied') return record(tx, run, 'undo-failed', about(run))
  const { requestedBy, rollsBack } = await tx.run.findUniqueOrThrow({
    where: { id: run.id },
    include: { rollsBack: { select: { purpose: true } } },
  })
  const isRedo = rollsBack?.purpose === 'rollback'
  await record(tx, run, 'undone', { ...about(run), by: requestedBy ?? '', isRedo, counts })
}

type Told = 'rehearsed' | 'import-complete' | 'import-problems' | 'held' | 'rejected' | 'undone' | 'undo-failed'

async function record<Kind extends Told>(
  tx: Tx,
  run: ToldRun,
  kind: Kind,
  params: MessageParamsInput<Kind>,
): Promise<void> {
  const { accountId, id: runId, delivery, settings } = run
  const recipients = settings.recipients
  await recordMessage(tx, { accountId, kind, params, runId, deliveryId: delivery?.id ?? null, recipients })
}

const about = ({ fileName, templateName, id: runId }: ToldRun) => ({ fileName, templateName, runId })

/** What has changed in the columns, as far as it has room in a message. */
function columnsOf({ columns = [] }: Ending) {
  return columns.slice(0, FILES_MAX).map(({ name: file, changes, more }) => {
    return { file, changes: changes.slice(0, CHANGES_MAX), more: more + Math.max(0, changes.length - CHANGES_MAX) }
  })
}

/** The issues as a message has them: never a value of a cell. */
function summaryOf(issues: IssueLog) {
  const kept = issues.kept()
  const errors = kept.filter(({ severity }) => severity === 'error')
  const warnings = kept.filter(({ severity }) => severity === 'warning')
  const chosen = new Set([...errors, ...warnings].slice(0, LINES_MAX))
  const lines = kept.filter((issue) => chosen.has(issue))
  return {
    groups: issues.groups().slice(0, GROUPS_MAX),
    lines: lines.map(told),
    more: issues.errors + issues.warnings - lines.length,
  }
}

function told({ file, code, severity, line, column, params = {} }: FoundIssue): MessageIssue {
  return { ...(file !== undefined && { file }), code, severity, line, column, params: params as MessageIssue['params'] }
}
