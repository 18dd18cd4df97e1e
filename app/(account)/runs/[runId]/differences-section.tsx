import { Download } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { RevealLink } from '@/components/roster/reveal-link'
import { ButtonLink } from '@/components/ui/button-link'
import { FilterLinks } from '@/components/ui/filter-links'
import { pageOf } from '@/components/ui/page-of'
import { addressOf, Pagination } from '@/components/ui/pagination'
import { Section } from '@/components/ui/section'
import { DIFFERENCES_KEPT_MAX, rowDifferenceKinds } from '@/lib/roster/difference-kinds'
import { runDifferences } from '@/lib/roster/run-differences'
import { typesOfRun } from '@/lib/roster/run-types'
import { comparedRows, readComparison } from '@/lib/runs/comparison'
import type { Run } from '@/lib/runs/run'
import { DifferencesTable } from './differences-table'

const PAGE_ROWS = 25

export type DifferencesSectionProps = { run: Run; kind?: string; after?: string; isRevealed: boolean }

/** The rows and records in which an edited template and the version there is differ: a page of them, and all as CSV. */
export async function DifferencesSection({ run, kind, after, isRevealed }: DifferencesSectionProps) {
  const comparison = readComparison(run.comparison)
  const counts = comparison && comparedRows(comparison)
  const types = counts ? await typesOfRun(run.id) : []
  const sensitive = types.find((type) => type.fields.some((field) => field.sensitive)) ?? types[0]
  if (!counts || counts.different === 0 || !sensitive || run.historyGoneAt) return null
  const words = await getTranslations('replays.differences')
  const chosen = rowDifferenceKinds.find((candidate) => candidate === kind)
  const begin = /^\d{1,9}$/.test(after ?? '') ? Number(after) : undefined
  const read = await runDifferences(run.id, {
    ...(chosen ? { kinds: [chosen] } : {}),
    ...(begin === undefined ? {} : { after: begin }),
    limit: PAGE_ROWS + 1,
  })
  const { items, nextCursor } = pageOf(read, PAGE_ROWS, ({ sequence }) => String(sequence))
  const path = `/runs/${run.id}`
  const query = { differs: chosen, reveal: isRevealed ? 'true' : undefined }
  const links = [undefined, ...rowDifferenceKinds.filter((candidate) => counts[candidate] > 0)].map((candidate) => ({
    id: candidate ?? 'all',
    title: words(`kinds.${candidate ?? 'all'}`, { count: candidate ? counts[candidate] : counts.different }),
    href: `${addressOf(path, { ...query, differs: candidate })}#differences`,
    isCurrent: candidate === chosen,
  }))
  const isCut = rowDifferenceKinds.some((candidate) => counts[candidate] > DIFFERENCES_KEPT_MAX)
  return (
    <Section
      id="differences"
      title={words('title', { count: counts.different })}
      lead={isCut ? words('leadOfMany', { shown: DIFFERENCES_KEPT_MAX }) : words('lead')}
      actions={
        <>
          <RevealLink type={sensitive} path={path} query={query} isRevealed={isRevealed} anchor="differences" />
          <ButtonLink
            href={`${path}/differences.csv`}
            download
            variant="secondary"
            size="small"
            icon={<Download aria-hidden className="size-4" />}
          >
            {words('download')}
          </ButtonLink>
        </>
      }
    >
      <FilterLinks label={words('filter')} links={links} />
      <DifferencesTable differences={items} types={types} isRevealed={isRevealed} hasFiles={types.length > 1} />
      <Pagination path={path} query={query} cursor={after} nextCursor={nextCursor} cursorName="differsAfter" />
    </Section>
  )
}
