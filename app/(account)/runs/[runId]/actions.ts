'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FormState } from '@/components/forms/form-state'
import { columnAnswers, type ColumnAnswer } from '@/lib/runs/accept-columns'
import { approveRun, discardRun, type HoldAnswer } from '@/lib/runs/answer-hold'
import { previewRollback } from '@/lib/runs/rollback'
import { startRollback } from '@/lib/runs/start-rollback'
import { memberFor } from '../../member'

export async function approve(runId: string): Promise<FormState> {
  return answer(approveRun, runId)
}

/** Lets a run go on that waits because of its columns. @param seenVersion of the template, as the page showed it. */
export async function approveColumns(runId: string, how: ColumnAnswer, seenVersion: number): Promise<FormState> {
  const columns = z.enum(columnAnswers).parse(how)
  return answer((who) => approveRun({ ...who, columns, seenVersion: z.int().parse(seenVersion) }), runId)
}

export async function discard(runId: string): Promise<FormState> {
  return answer(discardRun, runId)
}

export type UndoForecast = {
  /** Why it cannot be undone. */
  error?: string
  reversed: number
  kept: number
  failed: number
}

/** What the undo of a run would do, as things stand. */
export async function foretellUndo(runId: string): Promise<UndoForecast> {
  const { account } = await memberFor('answer-holds')
  const foretold = await previewRollback(account.id, z.uuid().parse(runId))
  if (foretold.ok) {
    const { applied, kept, failed } = foretold.counts
    return { reversed: applied, kept, failed }
  }
  const words = await getTranslations('runsPage.undo.refused')
  return { error: words(foretold.reason), reversed: 0, kept: 0, failed: 0 }
}

/** Queues the undo of a run and leads to it. */
export async function undo(runId: string): Promise<FormState> {
  const { caller, account } = await memberFor('answer-holds')
  const started = await startRollback({ accountId: account.id, runId: z.uuid().parse(runId), by: caller.name })
  if (started.ok) redirect(`/runs/${started.runId}`)
  const words = await getTranslations('runsPage.undo.refused')
  return { error: words(started.reason) }
}

type Answer = (who: HoldAnswer & { readonly memberId: string | null }) => ReturnType<typeof approveRun>

async function answer(give: Answer, id: string): Promise<FormState> {
  const { caller, account } = await memberFor('answer-holds')
  const runId = z.uuid().parse(id)
  const result = await give({ accountId: account.id, runId, by: caller.name, memberId: caller.memberId })
  revalidatePath(`/runs/${runId}`)
  if (result.ok) return {}
  const words = await getTranslations('runsPage.hold')
  return { error: words(`refused.${result.reason}`) }
}
