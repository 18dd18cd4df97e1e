'use server'

import { revalidatePath } from 'next/cache'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { FormState } from '@/components/forms/form-state'
import { confirmServer, deletePullSource, updatePullSource } from '@/lib/pull/save-source'
import { requestTurn } from '@/lib/pull/turn'
import { memberFor } from '../../../member'

/** Begins a test or a fetch; says so where one is under way. */
export async function beginTurn(sourceId: string, purpose: 'test' | 'fetch', _: FormState): Promise<FormState> {
  const { account, caller } = await memberFor('manage-transfer-logins')
  const requested = await requestTurn(account.id, sourceId, { purpose, requestedBy: caller.name })
  if (!requested) notFound()
  revalidatePath(`/transfers/pull/${sourceId}`)
  const words = await getTranslations('pull.problems')
  return requested.ok ? {} : { error: words('busy') }
}

export async function pauseSource(sourceId: string, paused: boolean): Promise<void> {
  const { account } = await memberFor('manage-transfer-logins')
  if (!(await updatePullSource(account.id, sourceId, { paused }))) notFound()
  revalidatePath('/transfers/pull', 'layout')
}

export async function deleteSource(sourceId: string): Promise<void> {
  const { account } = await memberFor('manage-transfer-logins')
  if (!(await deletePullSource(account.id, sourceId))) notFound()
  redirect('/transfers/pull')
}

/** Takes what a person has compared for the server's own, and tests the connection with it. */
export async function confirmFingerprint(sourceId: string, sha256: string): Promise<void> {
  const { account, caller } = await memberFor('manage-transfer-logins')
  if (!(await confirmServer(account.id, sourceId, sha256))) notFound()
  await requestTurn(account.id, sourceId, { purpose: 'test', requestedBy: caller.name })
  revalidatePath(`/transfers/pull/${sourceId}`)
}

export async function forgetFingerprint(sourceId: string): Promise<void> {
  const { account } = await memberFor('manage-transfer-logins')
  if (!(await confirmServer(account.id, sourceId, null))) notFound()
  revalidatePath(`/transfers/pull/${sourceId}`)
}
