import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { memberFor } from '@/app/(account)/member'
import { csvAnswer } from '@/components/files/csv-answer'
import { isId } from '@/lib/accounts/is-id'
import { runById } from '@/lib/runs/run'
import { issuesCsv } from '@/lib/runs/run-issues'

/** Every issue of a run, in the language of the member. */
export async function GET(_: Request, { params }: { params: Promise<{ runId: string }> }): Promise<Response> {
  const { caller, account } = await memberFor('see-deliveries')
  const { runId } = await params
  const run = isId(runId) ? await runById(account.id, runId) : null
  if (!run) notFound()
  const words = await getTranslations('runsPage.issues')
  return csvAnswer(
    issuesCsv(run, caller.locale),
    `${words('fileName')} ${run.fileName.replace(/\.(csv|tsv|txt)$/i, '')}.csv`,
  )
}
