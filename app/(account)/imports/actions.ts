'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FormState } from '@/components/forms/form-state'
import { discardJob } from '@/lib/import-jobs/finish-job'
import { memberFor } from '../member'

/** Gives an import up. One that was given up meanwhile is gone as wished. */
export async function deleteJob(jobId: string): Promise<FormState> {
  const { account } = await memberFor('import')
  const id = z.uuid().parse(jobId)
  await discardJob(account.id, id)
  revalidatePath('/imports')
  const words = await getTranslations('wizard.list')
  return { done: words('deleted') }
}
