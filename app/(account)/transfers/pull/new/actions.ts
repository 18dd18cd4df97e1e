'use server'

import { redirect } from 'next/navigation'
import type { FormState } from '@/components/forms/form-state'
import { createPullSource } from '@/lib/pull/save-source'
import { requestTurn } from '@/lib/pull/turn'
import { memberFor } from '../../../member'
import { newSourceInput } from '../form-input'
import { sourceProblem } from '../source-problem'

/** Saves, tests the connection at once, and leads to where one sees what happens. */
export async function createSource(_: FormState, data: FormData): Promise<FormState> {
  const { account, caller } = await memberFor('manage-transfer-logins')
  const read = await newSourceInput(data)
  if (!read.ok) return read.state
  const saved = await createPullSource(account.id, read.input)
  if (!saved.ok) return sourceProblem(saved)
  // A key of ours is to be installed there before anything can be tested.
  const isReady = read.input.signIn.kind !== 'made-key'
  if (isReady) await requestTurn(account.id, saved.source.id, { purpose: 'test', requestedBy: caller.name })
  redirect(`/transfers/pull/${saved.source.id}`)
}
