'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FormState } from '@/components/forms/form-state'
import { requireOperator } from '@/lib/auth/session'
import { createFront, type FrontProblem, revokeFront } from '@/lib/fronts/front'

export type NewFrontState = FormState & { made?: { id: string; kind: 'sftpgo' | 'signed'; secret: string } }

const input = z.object({
  name: z.string().max(1000),
  kind: z.enum(['sftpgo', 'signed']),
  addresses: z.string().max(10_000),
  filesFolder: z.string().max(10_000),
  removeAfterHours: z.string().max(20),
})

/** The field a problem belongs to; without one it stands over the form. */
const fieldOf: Partial<Record<FrontProblem, string>> = {
  name: 'name',
  addresses: 'addresses',
  folder: 'filesFolder',
  hours: 'removeAfterHours',
}

export async function addFront(_: NewFrontState, data: FormData): Promise<NewFrontState> {
  await requireOperator()
  const words = await getTranslations('fronts.problems')
  const { name, kind, addresses, filesFolder, removeAfterHours } = input.parse(Object.fromEntries(data))
  const made = await createFront({
    ...{ name, kind, filesFolder, allowedAddresses: addresses.split(/[\s,]+/) },
    removeAfterHours: removeAfterHours.trim() === '' ? undefined : Number(removeAfterHours),
  })
  if (!made.ok) {
    const field = fieldOf[made.reason]
    return field ? { errors: { [field]: words(made.reason) } } : { error: words(made.reason) }
  }
  revalidatePath('/admin/fronts')
  return { made: { id: made.front.id, kind, secret: made.secret } }
}

export async function revoke(frontId: string): Promise<void> {
  await requireOperator()
  await revokeFront(frontId)
  revalidatePath('/admin/fronts')
}
