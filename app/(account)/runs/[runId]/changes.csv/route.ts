import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { memberFor } from '@/app/(account)/member'
import { csvAnswer } from '@/components/files/csv-answer'
import { isId } from '@/lib/accounts/is-id'
import { runChangesCsv } from '@/lib/roster/run-changes'
import { runById } from '@/lib/runs/run'

/** Everything a run changed, before and after. */
export async function GET(_: Request, { params }: { params: Promise<{ runId: string }> }): Promise<Response> {
  const { account } = await memberFor('see-roster')
  const { runId } = await params
  const run = isId(runId) ? await runById(account.id, runId) : null
  if (!run) notFound()
  const words = await getTranslations('runsPage.changes')
  return csvAnswer(runChangesCsv(run.id), `${words('fileName')} ${run.fileName.replace(/\.(csv|tsv|txt)$/i, '')}.csv`)
}
