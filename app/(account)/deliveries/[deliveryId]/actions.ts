'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FormState } from '@/components/forms/form-state'
import { processAgain } from '@/lib/deliveries/process-again'
import { memberFor } from '../../member'

export async function processDeliveryAgain(deliveryId: string): Promise<FormState> {
  const { account } = await memberFor('import')
  const result = await processAgain(account.id, z.uuid().parse(deliveryId))
  revalidatePath(`/deliveries/${deliveryId}`)
  if (result.ok) return {}
  const words = await getTranslations('deliveriesPage.again')
  return { error: words(`refused.${result.reason}`) }
}
