import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { memberFor } from '@/app/(account)/member'
import { csvAnswer } from '@/components/files/csv-answer'
import { isId } from '@/lib/accounts/is-id'
import { differencesCsv } from '@/lib/runs/differences-csv'
import { runById } from '@/lib/runs/run'
import { toLocale } from '@/lib/words/locales'

/** Everything that is kept of what a replay or a shadow run found to differ. */
export async function GET(_: Request, { params }: { params: Promise<{ runId: string }> }): Promise<Response> {
  const { account } = await memberFor('see-roster')
  const { runId } = await params
  const run = isId(runId) ? await runById(account.id, runId) : null
  if (!run) notFound()
  const words = await getTranslations('replays.differences')
  const name = `${words('fileName')} ${run.fileName.replace(/\.(csv|tsv|txt)$/i, '')}.csv`
  return csvAnswer(differencesCsv(run.id, toLocale(await getLocale())), name)
}
