'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { liftPenalty } from '@/lib/accounts/guessing'
import { requireOperator } from '@/lib/auth/session'

const input = z.object({ client: z.string().min(1).max(100), name: z.string().max(254).nullable() })

/** Lets the next try through at once. */
export async function liftAnyWait(penalty: z.input<typeof input>): Promise<void> {
  await requireOperator()
  await liftPenalty(input.parse(penalty))
  revalidatePath('/admin/strangers')
}
