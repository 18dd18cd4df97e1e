'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FormState } from '@/components/forms/form-state'
import { approveRun, discardRun } from '@/lib/runs/answer-hold'
import { memberFor } from '../../member'

export async function approve(runId: string): Promise<FormState> {
  return answer(approveRun, runId)
}

export async function discard(runId: string): Promise<FormState> {
  return answer(discardRun, runId)
}

async function answer(give: typeof approveRun, id: string): Promise<FormState> {
  const { caller, account } = await memberFor('answer-holds')
  const runId = z.uuid().parse(id)
  const result = await give({ accountId: account.id, runId, by: caller.name })
  revalidatePath(`/runs/${runId}`)
  if (result.ok) return {}
  const words = await getTranslations('runsPage.hold')
  return { error: words(`refused.${result.reason}`) }
}
