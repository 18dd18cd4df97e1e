import { CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { DateTime } from '@/components/ui/date-time'
import { FileName } from '@/components/ui/file-name'
import { settlementsOf } from '@/lib/runs/settled-issues'

/** More runs than this that brought missing records are not named. */
const RUNS_NAMED_MAX = 5

/** Records that were missing and came with later files: nobody has to do anything about those warnings. */
export async function Settlements({ runId }: { runId: string }) {
  const settlements = await settlementsOf(runId)
  if (settlements.length === 0) return null
  const words = await getTranslations('runsPage.issues')
  return (
    <ul className="mb-6 grid gap-2">
      {settlements.slice(0, RUNS_NAMED_MAX).map(({ count, run }) => (
        <li key={run.id} className="flex gap-2">
          <CircleCheck aria-hidden className="mt-1 size-4 shrink-0 text-good" />
          <p>
            {words.rich('settledBy', {
              count,
              file: () => (
                <Link key="file" href={`/runs/${run.id}`} className="link">
                  <FileName name={run.fileName} />
                </Link>
              ),
              at: () => (run.finishedAt ? <DateTime key="at" at={run.finishedAt} /> : null),
            })}
          </p>
        </li>
      ))}
    </ul>
  )
}
