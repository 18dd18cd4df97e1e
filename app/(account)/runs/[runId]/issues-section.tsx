import { Download } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { pageOf } from '@/components/ui/page-of'
import { Section } from '@/components/ui/section'
import { catalogue } from '@/lib/issues/catalogue'
import { issueParams } from '@/lib/issues/issue-params'
import type { Catalogue } from '@/lib/import-types/catalogue'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import { isGoingOn, type Run } from '@/lib/runs/run'
import { runIssues } from '@/lib/runs/run-issues'
import { ISSUES_STORED_MAX } from '@/lib/runs/issue-log'
import { CodeFilter } from './code-filter'
import { IssuesTable } from './issues-table'
import { Settlements } from './settlements'

const PAGE_ROWS = 25

export type IssuesSectionProps = { catalogue: Catalogue; run: Run; code?: string; after?: string }

/** What is wrong with the file, line by line: one page of it, of one kind if wished, and all of it as CSV. */
export async function IssuesSection({ catalogue: known, run, code, after }: IssuesSectionProps) {
  const words = await getTranslations('runsPage.issues')
  const issueWords = await getTranslations('issues')
  const chosen = code !== undefined && Object.hasOwn(catalogue, code) ? code : undefined
  const begin = /^\d{1,9}$/.test(after ?? '') ? Number(after) : undefined
  const read = await runIssues(run.id, { code: chosen, after: begin, limit: PAGE_ROWS + 1 })
  const { items, nextCursor } = pageOf(read, PAGE_ROWS, (issue) => String(issue.sequence))
  const counted = Object.entries(run.issueCounts).filter(([name, count]) => count > 0 && Object.hasOwn(catalogue, name))
  const total = counted.reduce((sum, [, count]) => sum + count, 0)
  const path = `/runs/${run.id}`
  const isBundle = run.importType === BUNDLE
  const types = isBundle ? run.files.map(({ importType }) => importType) : [run.importType]
  const fields = types.flatMap((type) => known.named(type)?.fields ?? [])
  const sensitive = new Set(fields.filter((field) => field.sensitive).map((field) => field.name))
  if (total === 0 && items.length === 0) {
    if (isGoingOn(run) || run.counts.rows === 0) return null
    return (
      <div className="mt-14">
        <EmptyState title={words('none.title')}>{words('none.text')}</EmptyState>
      </div>
    )
  }
  return (
    <Section
      id="issues"
      title={words('title', { count: total })}
      lead={run.issueListKey === null ? words('lead') : words('leadOfMany', { shown: ISSUES_STORED_MAX })}
      className="mt-14!"
      actions={
        <ButtonLink
          href={`${path}/issues.csv`}
          download
          variant="secondary"
          size="small"
          icon={<Download aria-hidden className="size-4" />}
        >
          {words('download')}
        </ButtonLink>
      }
    >
      <Settlements runId={run.id} />
      {counted.length > 1 ? (
        <CodeFilter
          path={path}
          current={chosen}
          total={total}
          codes={counted
            .sort(([, one], [, other]) => other - one)
            .map(([name, count]) => ({ code: name, title: issueWords(`${name}.title`), count }))}
        />
      ) : null}
      <IssuesTable
        rows={items.map((issue) => ({
          sequence: issue.sequence,
          file: isBundle ? issue.file : null,
          line: issue.line ?? null,
          column: issue.column ?? issue.field ?? null,
          value: issue.value ?? null,
          isOfCell: issue.level === 'cell',
          isHidden: sensitive.has(issue.field ?? ''),
          severity: issue.severity,
          isSettled: issue.settledAt !== null,
          title: issueWords(`${issue.code}.title`),
          sentence: issueWords(`${issue.code}.sentence`, issueParams(issue)),
        }))}
      />
      <Pagination path={path} query={{ code: chosen }} cursor={after} nextCursor={nextCursor} cursorName="after" />
    </Section>
  )
}
