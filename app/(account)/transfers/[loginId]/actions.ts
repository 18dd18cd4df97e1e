'use server'

import { revalidatePath } from 'next/cache'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { FormState } from '@/components/forms/form-state'
import {
  changeOutbox,
  disableTransferLogin,
  enableTransferLogin,
  updateTransferLogin,
} from '@/lib/accounts/transfer-logins'
import { endPreviousPassword, rotateTransferLogin } from '@/lib/accounts/transfer-passwords'
import { memberFor } from '../../member'
import { writeCoursePlans } from '@/lib/outbox-files/course-plans'
import { accessInput, outboxInput, overlapInput } from '../login-input'
import { loginProblem } from '../login-problem'

export async function saveAccess(loginId: string, _: FormState, data: FormData): Promise<FormState> {
  const { account } = await memberFor('manage-transfer-logins')
  const result = await updateTransferLogin(account.id, loginId, accessInput.parse(Object.fromEntries(data)))
  if (!result) notFound()
  if (!result.ok) return loginProblem(result)
  revalidatePath(`/transfers/${loginId}`)
  const words = await getTranslations('transfers.access')
  return { done: words('saved') }
}

export async function saveOutbox(loginId: string, _: FormState, data: FormData): Promise<FormState> {
  const { account } = await memberFor('manage-transfer-logins')
  const input = outboxInput.parse(Object.fromEntries(data))
  if (!(await changeOutbox(account.id, loginId, input))) notFound()
  revalidatePath(`/transfers/${loginId}`)
  const words = await getTranslations('transfers.outbox')
  return { done: words('saved') }
}

/** Writes the planned courses into the outbox of a login, now. */
export async function writePlans(loginId: string, _: FormState): Promise<FormState> {
  const { account } = await memberFor('manage-transfer-logins')
  const written = await writeCoursePlans({ accountId: account.id, transferLoginId: loginId })
  if (!written.ok && written.reason === 'unknown') notFound()
  revalidatePath(`/transfers/${loginId}`)
  const words = await getTranslations('transfers.outbox.plans')
  return written.ok ? { done: words('written', { name: written.file.name }) } : { error: words('none') }
}

export async function disableLogin(loginId: string): Promise<void> {
  const { account } = await memberFor('manage-transfer-logins')
  if (!(await disableTransferLogin(account.id, loginId))) notFound()
  revalidatePath('/transfers', 'layout')
}

export async function enableLogin(loginId: string): Promise<void> {
  const { account } = await memberFor('manage-transfer-logins')
  if (!(await enableTransferLogin(account.id, loginId))) notFound()
  revalidatePath('/transfers', 'layout')
}

/** Returns the new password, this once. The old one is good for some hours more. */
export async function rotatePassword(loginId: string, overlapHours: number): Promise<string> {
  const { account } = await memberFor('manage-transfer-logins')
  const rotated = await rotateTransferLogin(account.id, loginId, overlapInput.parse(overlapHours))
  if (!rotated) notFound()
  revalidatePath(`/transfers/${loginId}`)
  return rotated.password
}

/** Ends the old password before its time. */
export async function endOldPassword(loginId: string): Promise<void> {
  const { account } = await memberFor('manage-transfer-logins')
  if (!(await endPreviousPassword(account.id, loginId))) notFound()
  revalidatePath(`/transfers/${loginId}`)
}
