// The reply to a delivery as CSV: the rows of the file as they were sent, or only those with something to say, each with
// what became of it and why. Beside the rows stand four columns of ours, last, so that corrected rows can be sent again as
// they stand. The first row behind the header is about the file as a whole.
import { streamCsv, type CsvRow } from '@/lib/csv/write-csv'
import { toLocale } from '@/lib/words/locales'
import { holdReasonSchema } from '@/lib/changes/thresholds'
import type { Issue } from '@/lib/issues/issue'
import { visibleParams } from '@/lib/outbox/message-content'
import { db, type Prisma } from '@/lib/platform/db'
import { nearestTemplate } from '@/lib/templates/match-template'
import { holdParams } from '@/lib/words/hold'
import { translatorFor, type Translate } from '@/lib/words/translate'
import { rowsOfReply } from './reply-rows'
import { readCounts } from './run-counts'
import { failureSentence, readFailure } from './run-failure'
import { allIssues, issueSentence, type ListedRun } from './run-issues'

/** Issues that are told one by one; the run's page has them all. */
const REPLY_ISSUES_MAX = 100_000

/** Our columns. They are the same in every language, for programs; what stands in them, but for codes, is for people. */
export const replyColumns = ['rollcall_line', 'rollcall_result', 'rollcall_codes', 'rollcall_reason'] as const

const withSource = {
  account: { select: { locale: true, timeZone: true } },
  transferLogin: { select: { sftpUserName: true, ftpsUserName: true, replyFiles: true } },
  delivery: { select: { id: true, fileName: true, via: true, storageKey: true, transferLoginId: true } },
} satisfies Prisma.OutboxFileInclude

export type Reply = Prisma.OutboxFileGetPayload<{ include: typeof withSource }>
type RunRow = Prisma.RunGetPayload<object>

/** What became of one line, in one row of the reply. */
export type LineIssues = { readonly codes: string; readonly reason: string; readonly isError: boolean }

/**
 * Writes the reply, in pieces of text.
 * @returns undefined if there is nothing to say yet: its run goes on, and its end promises a reply of its own.
 */
export async function replyText(id: string): Promise<AsyncGenerator<string> | undefined> {
  const reply = await db.outboxFile.findUnique({ where: { id }, include: withSource })
  const run = reply?.runId ? await db.run.findUnique({ where: { id: reply.runId } }) : null
  if (!reply?.delivery || (reply.runId && !isJudged(run))) return undefined
  const words = translatorFor(toLocale(reply.account.locale), reply.account.timeZone)
  const rows = run ? await rowsAbout(reply, run, words) : rowsWithoutRun(reply, words)
  return streamCsv(rows, { safeForSpreadsheets: true, byteOrderMark: true })
}

const judged = ['applied', 'checked', 'held', 'rejected', 'discarded', 'rolledBack']
const isJudged = (run: RunRow | null) =>
  run !== null && (judged.includes(run.state) || (run.state === 'failed' && run.finishedAt !== null))

async function* rowsWithoutRun({ delivery, transferLogin }: Reply, words: Translate): AsyncGenerator<CsvRow> {
  if (!delivery) return
  const nearest = await nearestTemplate(delivery.transferLoginId, delivery.fileName)
  const values = visibleParams({
    fileName: delivery.fileName,
    loginName: delivery.via === 'ftps' ? transferLogin.ftpsUserName : transferLogin.sftpUserName,
    nearest: nearest?.fileName ?? '',
    hasNearest: nearest ? 'yes' : 'no',
  })
  yield ['rollcall_file', ...replyColumns]
  const sentences = [words('messages.no-template.what', values), words('messages.no-template.action', values)]
  yield [delivery.fileName, '', 'file', 'no-template', sentences.join(' ')]
}

/** The rows of the file, if they are to be sent back and can be; else the problems. */
async function rowsAbout(reply: Reply, run: RunRow, words: Translate): Promise<AsyncGenerator<CsvRow>> {
  const about = aboutFile(run, words)
  const wantsRows = reply.transferLogin.replyFiles === 'rows'
  const hasManyIssues = readCounts(run.counts).errors + readCounts(run.counts).warnings > REPLY_ISSUES_MAX
  if (wantsRows && reply.results && !hasManyIssues) {
    const lines = await issuesByLine(run, words)
    const rows = await rowsOfReply({ reply, run, about, lines })
    if (rows) return rows
  }
  // Of a file that could not be read, or was not read at all, there are no rows to be sent back.
  const isRead = ['applied', 'checked', 'held'].includes(run.state)
  const note = wantsRows && isRead ? words('replies.onlyProblems') : ''
  return problemRows(run, [about, note].join(' ').trim(), words)
}

/** What became of the file as a whole, and what is to be done. */
function aboutFile(run: RunRow, words: Translate): string {
  const failure = readFailure(run.failure)
  const why = failure ? failureSentence(words, failure) : ''
  if (run.state === 'held') {
    const hold = holdReasonSchema.safeParse(run.hold).data
    const values = hold && visibleParams(holdParams(hold, run.importType))
    return [words('replies.held'), values ? words('messages.held.why', values) : ''].join(' ').trim()
  }
  if (run.state === 'discarded') return [words('replies.discarded'), why].join(' ').trim()
  if (run.state === 'failed') return words('replies.failed')
  if (run.state === 'rejected') return [words('replies.rejected'), why, words('replies.sendAgain')].join(' ')
  const { added, changed, deactivated, unchanged, rejected } = readCounts(run.counts)
  const counts = { added, changed, deactivated, unchanged, rejected }
  return words(run.purpose === 'rehearsal' ? 'replies.rehearsed' : 'replies.applied', counts)
}

type Line = { readonly file: string; readonly line: number; readonly issues: Issue[] }

async function* problemRows(run: RunRow, about: string, words: Translate): AsyncGenerator<CsvRow> {
  yield ['rollcall_file', ...replyColumns]
  yield [run.fileName, '', 'file', '', about]
  let count = 0
  let line: Line | undefined
  const row = ({ file, line, issues }: Line): CsvRow => {
    const { codes, reason, isError } = told(issues, words)
    return [file, String(line), isError ? 'rejected' : 'warning', codes, reason]
  }
  for await (const issue of allIssues(listed(run))) {
    const { file = run.fileName } = issue
    if (count++ >= REPLY_ISSUES_MAX) break
    if (line && (line.line !== issue.line || line.file !== file)) {
      yield row(line)
      line = undefined
    }
    if (issue.line === undefined) yield [file, '', 'file', issue.code, issueSentence(words, issue)]
    else if (line) line.issues.push(issue)
    else line = { file, line: issue.line, issues: [issue] }
  }
  if (line) yield row(line)
  if (count > REPLY_ISSUES_MAX) yield [run.fileName, '', 'file', '', words('replies.more', { count: REPLY_ISSUES_MAX })]
}

async function issuesByLine(run: RunRow, words: Translate): Promise<Map<number, LineIssues>> {
  const found = new Map<number, Issue[]>()
  for await (const issue of allIssues(listed(run))) {
    const line = issue.line ?? 0
    const known = found.get(line)
    if (known) known.push(issue)
    else found.set(line, [issue])
  }
  return new Map([...found].map(([line, issues]) => [line, told(issues, words)]))
}

function told(issues: readonly Issue[], words: Translate): LineIssues {
  return {
    codes: [...new Set(issues.map(({ code }) => code))].join(' '),
    reason: issues.map((issue) => issueSentence(words, issue)).join(' '),
    isError: issues.some(({ severity }) => severity === 'error'),
  }
}

const listed = ({ id, fileName, issueListKey }: RunRow): ListedRun => ({ id, fileName, issueListKey })
