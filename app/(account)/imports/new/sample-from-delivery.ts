import { z } from 'zod'
import { deliveryById } from '@/lib/deliveries/delivery'
import type { ImportJob } from '@/lib/import-jobs/import-job'
import { storeSample } from '@/lib/import-jobs/store-sample'
import { openStored, storedSize } from '@/lib/platform/files'

/**
 * Makes the file of a delivery the sample of a job: a copy, since both are destroyed in their own time.
 * @returns false if there is no such file any more, or it is no CSV: the person uploads one instead.
 */
export async function sampleFromDelivery(job: ImportJob, deliveryId: unknown): Promise<boolean> {
  const id = z.uuid().safeParse(deliveryId)
  const delivery = id.success ? await deliveryById(job.accountId, id.data) : null
  const key = delivery?.storageKey
  if (!delivery || !key || (await storedSize(key)) === undefined) return false
  const source = await openStored(key)
  const stored = await storeSample({ accountId: job.accountId, jobId: job.id, fileName: delivery.fileName, source })
  return stored.ok
}
