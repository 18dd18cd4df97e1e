import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { memberFor } from '@/app/(account)/member'
import { csvAnswer } from '@/components/files/csv-answer'
import { isId } from '@/lib/accounts/is-id'
import { notReversedCsv } from '@/lib/roster/not-reversed'
import { runById } from '@/lib/runs/run'

/** Every record an undo left as it is. */
export async function GET(_: Request, { params }: { params: Promise<{ runId: string }> }): Promise<Response> {
  const { account } = await memberFor('see-roster')
  const { runId } = await params
  const run = isId(runId) ? await runById(account.id, runId) : null
  if (!run) notFound()
  const words = await getTranslations('runsPage.undo.left')
  return csvAnswer(
    notReversedCsv(account.id, run.id),
    `${words('fileName')} ${run.fileName.replace(/\.(csv|tsv|txt)$/i, '')}.csv`,
  )
}
