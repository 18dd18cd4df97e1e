import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { typeTitle } from '@/components/import-types/type-title'
import { Badge } from '@/components/ui/badge'
import { classes } from '@/components/ui/classes'
import { FileName } from '@/components/ui/file-name'
import type { Tone } from '@/components/ui/tone'
import { acceptSure } from '@/lib/import-jobs/accept-suggestions'
import type { ImportJob } from '@/lib/import-jobs/import-job'
import { problemsOfFile } from '@/lib/import-jobs/mapping-problems'
import type { AnalyzedFile } from '@/lib/import-jobs/sample-analysis'
import { isManifest } from '@/lib/mapping/bundle/manifest'
import type { FileMapping } from '@/lib/mapping/file-mapping'
import { stepAddress } from '../../job-steps'

/** The files of a bundle, each with what it is and what is still to do; one of them is shown beneath. */
export async function MemberList({ job, shown }: { job: ImportJob; shown: string }) {
  const words = await getTranslations('wizard.columns.bundle')
  const locale = await getLocale()
  const { analysis } = job
  const mapping = job.mapping ?? (analysis ? acceptSure(analysis, job.catalogue) : [])
  const files = analysis?.files ?? []
  return (
    <nav aria-label={words('files')} className="mb-8">
      <ul className="grid grid-cols-1 gap-2 sm:grid-cols-2 xl:grid-cols-3">
        {files.map((file) => {
          const state = stateOf(job, file, mapping)
          return (
            <li key={file.name}>
              <Link
                href={`${stepAddress(job.id, 'columns')}?file=${encodeURIComponent(file.name)}`}
                scroll={false}
                aria-current={file.name === shown ? 'true' : undefined}
                className={classes(
                  'flex h-full min-h-11 flex-wrap items-start justify-between gap-x-4 gap-y-1 rounded-xl border px-4 py-3 transition-colors hover:border-edge',
                  file.name === shown ? 'border-brand bg-brand-soft' : 'border-rule bg-surface',
                )}
              >
                <span className="flex min-w-0 flex-col">
                  <FileName name={file.name} className="font-semibold" />
                  <span className="text-sm text-ink-soft">
                    {file.importType === null || state.code === 'ignored'
                      ? null
                      : typeTitle(job.catalogue, file.importType, locale)}
                  </span>
                </span>
                <Badge tone={state.tone}>{words(`state.${state.code}`, { count: state.count })}</Badge>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

type MemberState = { code: 'ignored' | 'manifest' | 'missing' | 'mapped'; tone: Tone; count: number }

function stateOf(job: ImportJob, { name }: AnalyzedFile, mapping: readonly FileMapping[]): MemberState {
  const own = mapping.find((file) => file.name === name)
  if (!own) return { code: 'ignored', tone: 'neutral', count: 0 }
  if (isManifest({ name: own.importType })) return { code: 'manifest', tone: 'good', count: 0 }
  const missing = problemsOfFile(own, job).length
  if (missing > 0) return { code: 'missing', tone: 'bad', count: missing }
  return { code: 'mapped', tone: 'good', count: own.columns.filter(({ field }) => field !== null).length }
}
