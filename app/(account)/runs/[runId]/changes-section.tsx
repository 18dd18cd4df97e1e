import { Download } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { RevealLink } from '@/components/roster/reveal-link'
import { ButtonLink } from '@/components/ui/button-link'
import { FilterLinks } from '@/components/ui/filter-links'
import { addressOf, Pagination } from '@/components/ui/pagination'
import { Section } from '@/components/ui/section'
import { changeKinds, runChanges } from '@/lib/roster/run-changes'
import { typesOfRun } from '@/lib/roster/run-types'
import type { Run } from '@/lib/runs/run'
import { ChangesTable } from './changes-table'

const PAGE_ROWS = 25

export type ChangesSectionProps = { run: Run; kind?: string; after?: string; isRevealed: boolean }

/** What the run did to the roster, record by record. */
export async function ChangesSection({ run, kind, after, isRevealed }: ChangesSectionProps) {
  const { added, changed, deactivated, removed } = run.counts
  const all = added + changed + deactivated + removed
  const types = all === 0 || run.historyGoneAt ? [] : await typesOfRun(run.id)
  const sensitive = types.find((type) => type.fields.some((field) => field.sensitive)) ?? types[0]
  if (!sensitive) return null
  const words = await getTranslations('runsPage.changes')
  const chosen = changeKinds.find((candidate) => candidate === kind)
  const { items, nextCursor } = await runChanges(run.id, { kind: chosen, after, limit: PAGE_ROWS })
  const path = `/runs/${run.id}`
  const isWould = run.purpose === 'replay' || run.purpose === 'shadow'
  // Only an undo takes records out.
  const isOffered = (candidate?: string) => candidate !== 'removed' || run.purpose === 'rollback'
  const query = { kind: chosen, reveal: isRevealed ? 'true' : undefined }
  const links = [undefined, ...changeKinds].filter(isOffered).map((candidate) => ({
    id: candidate ?? 'all',
    title: words(`kinds.${candidate ?? 'all'}`, {
      count: candidate ? run.counts[candidate] : all,
    }),
    href: `${addressOf(path, { ...query, kind: candidate })}#changes`,
    isCurrent: candidate === chosen,
  }))
  return (
    <Section
      id="changes"
      title={words(isWould ? 'wouldTitle' : 'title')}
      lead={words(isWould ? 'wouldLead' : 'lead')}
      actions={
        <>
          <RevealLink type={sensitive} path={path} query={query} isRevealed={isRevealed} anchor="changes" />
          <ButtonLink
            href={`${path}/changes.csv`}
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
      <ChangesTable types={types} changes={items} isRevealed={isRevealed} />
      <Pagination path={path} query={query} cursor={after} nextCursor={nextCursor} cursorName="changesAfter" />
    </Section>
  )
}
