// The issues of a run, as they are read: a page at a time for the screen and the API, all of them as CSV,
// out of the run's file where there is one.
import { streamCsv, type CsvRow } from '@/lib/csv/write-csv'
import type { IssueCode } from '@/lib/issues/catalogue'
import type { Issue, IssueLevel, IssueParams, Severity } from '@/lib/issues/issue'
import { issueParams } from '@/lib/issues/issue-params'
import { db } from '@/lib/platform/db'
import type { Locale } from '@/lib/words/locales'
import { translatorFor, type Translate } from '@/lib/words/translate'
import { readIssueList } from './issue-list'

export type StoredIssue = Issue & {
  /** Its place among the issues of the run, counted from 1. */
  readonly sequence: number
  /** The file's name; in a bundle, the member's. */
  readonly file: string
  /** When a later run brought the record that was missing; null: it did not, or nothing was. */
  readonly settledAt: Date | null
}

export type IssueFilter = {
  readonly severity?: Severity
  readonly code?: string
  /** The sequence of the last issue already seen. */
  readonly after?: number
  readonly limit?: number
}

const LIMIT_DEFAULT = 50
const LIMIT_MAX = 500

/** Issues of a run, in the order of the file. The caller has checked that the run may be seen. */
export async function runIssues(runId: string, filter: IssueFilter = {}): Promise<StoredIssue[]> {
  const { severity, code, after = 0, limit = LIMIT_DEFAULT } = filter
  const rows = await db.runIssue.findMany({
    where: { runId, sequence: { gt: after }, ...(severity ? { severity } : {}), ...(code ? { code } : {}) },
    orderBy: { sequence: 'asc' },
    take: Math.min(limit, LIMIT_MAX),
  })
  return rows.map((row) => ({
    ...{ sequence: row.sequence, file: row.file, settledAt: row.settledAt },
    code: row.code as IssueCode,
    severity: row.severity as Severity,
    level: row.level as IssueLevel,
    ...(row.line === null ? {} : { line: row.line }),
    ...(row.column === null ? {} : { column: row.column }),
    ...(row.field === null ? {} : { field: row.field }),
    ...(row.value === null ? {} : { value: row.value }),
    params: row.params as IssueParams,
  }))
}

/** What is wrong and what to do, in one or two sentences. */
export function issueSentence(translate: Translate, issue: Issue): string {
  return translate(`issues.${issue.code}.sentence`, issueParams(issue))
}

/** Every issue of a run as CSV, safe to open in a spreadsheet, in pieces of text. */
export function issuesCsv(run: ListedRun, locale: Locale): AsyncGenerator<string> {
  return streamCsv(issueRows(run, locale), { safeForSpreadsheets: true, byteOrderMark: true })
}

/** A run, by what its issues are found with. */
export type ListedRun = { readonly id: string; readonly fileName: string; readonly issueListKey: string | null }

/** Every issue of a run: those stored one by one, or all of them from its file, in the order they were found. */
export function allIssues(run: ListedRun): AsyncGenerator<ListedIssue> {
  return run.issueListKey === null ? storedIssues(run) : listedIssues(run, run.issueListKey)
}

const csvHeader = ['file', 'line', 'column', 'field', 'severity', 'code', 'value', 'message', 'settledAt']

async function* issueRows(run: ListedRun, locale: Locale): AsyncGenerator<CsvRow> {
  yield csvHeader
  const translate = translatorFor(locale)
  for await (const issue of allIssues(run)) {
    const { file = run.fileName, line, column, field, severity, code, value } = issue
    const cells = [file, line?.toString() ?? '', column ?? '', field ?? '', severity, code, value ?? '']
    yield [...cells, issueSentence(translate, issue), issue.settledAt?.toISOString() ?? '']
  }
}

/** All of them, from the run's file; if it is destroyed meanwhile, those that are stored. */
async function* listedIssues(run: ListedRun, key: string): AsyncGenerator<ListedIssue> {
  let isThere = false
  const settledAt = await settledIssues(run)
  try {
    for await (const issue of readIssueList(key)) {
      isThere = true
      yield { ...issue, settledAt: settledAt.get(nameOf({ ...issue, file: run.fileName, ...issue })) }
    }
  } catch (error) {
    if (isThere || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    yield* storedIssues(run)
  }
}

type ListedIssue = Issue & { readonly file?: string; readonly settledAt?: Date | null | undefined }

/** The file was written before anything was settled: which are, say those that are stored. */
async function settledIssues({ id }: ListedRun): Promise<Map<string, Date>> {
  const rows = await db.runIssue.findMany({ where: { runId: id, settledAt: { not: null } } })
  return new Map(rows.flatMap((row) => (row.settledAt ? [[nameOf(row), row.settledAt]] : [])))
}

type Named = { [Part in 'code' | 'file' | 'line' | 'field' | 'value']?: string | number | null | undefined }

/** An issue about a reference: there is one for each value of a field. */
const nameOf = ({ code, file, line, field, value }: Named) =>
  JSON.stringify([code, file ?? null, line ?? null, field ?? null, value ?? null])

async function* storedIssues({ id }: ListedRun): AsyncGenerator<ListedIssue> {
  let after = 0
  for (;;) {
    const page = await runIssues(id, { after, limit: LIMIT_MAX })
    yield* page
    const last = page.at(-1)
    if (!last || page.length < LIMIT_MAX) return
    after = last.sequence
  }
}
