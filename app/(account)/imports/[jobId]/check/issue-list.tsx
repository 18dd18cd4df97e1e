import { getLocale, getTranslations } from 'next-intl/server'
import { Badge } from '@/components/ui/badge'
import { DataTable, type Column } from '@/components/ui/data-table'
import { FileName } from '@/components/ui/file-name'
import { Pagination } from '@/components/ui/pagination'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import { issueSentence, runIssues, type StoredIssue } from '@/lib/runs/run-issues'
import type { Run } from '@/lib/runs/run'
import { toLocale } from '@/lib/words/locales'
import { translatorFor } from '@/lib/words/translate'
import { stepAddress } from '../../job-steps'

const PAGE_SIZE = 50

type IssueListProps = { jobId: string; run: Run; code: string | undefined; cursor: string | undefined }

/** One page of issues: where, which value, why, and what to do. The sentence names column and value, too. */
export async function IssueList({ jobId, run, code, cursor }: IssueListProps) {
  const words = await getTranslations('wizard.check.issues')
  const translate = translatorFor(toLocale(await getLocale()))
  const after = cursor && /^\d{1,9}$/.test(cursor) ? Number(cursor) : undefined
  const found = await runIssues(run.id, { code, after, limit: PAGE_SIZE + 1 })
  const shown = found.slice(0, PAGE_SIZE)
  const fileColumn: Column<StoredIssue> = {
    id: 'file',
    header: words('file'),
    cell: (issue) => <FileName name={issue.file} />,
  }
  const columns: Column<StoredIssue>[] = [
    ...(run.importType === BUNDLE ? [fileColumn] : []),
    {
      id: 'line',
      header: words('line'),
      align: 'end',
      isRowHeader: true,
      cell: (issue) => issue.line ?? words('wholeFile'),
    },
    {
      id: 'column',
      header: words('column'),
      hideBelow: 'sm',
      cell: (issue) => (
        <bdi translate="no" className="font-mono foreign-text">
          {issue.column ?? issue.field}
        </bdi>
      ),
    },
    {
      id: 'value',
      header: words('value'),
      hideBelow: 'md',
      cell: (issue) => (
        <bdi translate="no" className="font-mono foreign-text whitespace-pre-wrap">
          {issue.value}
        </bdi>
      ),
    },
    {
      id: 'reason',
      header: words('reason'),
      className: 'md:min-w-72',
      cell: (issue) => (
        <span className="flex flex-col items-start gap-1">
          <Badge tone={issue.severity === 'error' ? 'bad' : 'warn'}>{words(issue.severity)}</Badge>
          <span>{issueSentence(translate, issue)}</span>
        </span>
      ),
    },
  ]
  if (shown.length === 0) return <p className="text-ink-soft">{words('none')}</p>
  const nextCursor = found.length > PAGE_SIZE ? String(shown.at(-1)?.sequence) : null
  return (
    <>
      <DataTable caption={words('caption')} columns={columns} rows={shown} rowKey={(issue) => issue.sequence} />
      <Pagination path={stepAddress(jobId, 'check')} query={{ code }} cursor={cursor} nextCursor={nextCursor} />
    </>
  )
}
