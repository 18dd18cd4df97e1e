'use server'

import { notFound, redirect } from 'next/navigation'
import type { FormState } from '@/components/forms/form-state'
import { updatePullSource } from '@/lib/pull/save-source'
import { memberFor } from '../../../../member'
import { changedSourceInput } from '../../form-input'
import { sourceProblem } from '../../source-problem'

export async function saveSource(sourceId: string, _: FormState, data: FormData): Promise<FormState> {
  const { account } = await memberFor('manage-transfer-logins')
  const read = await changedSourceInput(data)
  if (!read.ok) return read.state
  const saved = await updatePullSource(account.id, sourceId, read.input)
  if (!saved) notFound()
  if (!saved.ok) return sourceProblem(saved)
  redirect(`/transfers/pull/${sourceId}`)
}
