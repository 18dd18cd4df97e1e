// For doors whose sender hears nothing before this is over: afterwards the stored file is a delivery's, or it is gone. Where
// nobody can say which, it stays: bytes too many lose nothing, a delivery without bytes is a lost file.
import { inTransaction } from '@/lib/platform/db'
import { destroyStored, fileIdOf } from '@/lib/platform/files'
import { log } from '@/lib/platform/log'
import { withNames, type Delivery } from './delivery'
import { receiveDelivery, type ReceivedFile } from './receive-delivery'

type Received = {
  readonly delivery: Delivery
  /** This very upload was recorded before, with bytes of its own. */
  readonly seen: boolean
}

/**
 * Records a stored file as a delivery, and destroys it where no delivery holds it. A commit whose answer was lost is found
 * again, and is a delivery like any other.
 * @throws what receiveDelivery throws.
 */
export async function receiveStoredFile(file: ReceivedFile): Promise<Received> {
  const received = await receiveDelivery(file).catch((error: unknown) => recordedAllTheSame(file, error))
  if (!holds(received.delivery, file)) await destroyStored(file.storageKey)
  return received
}

/** Whose bytes these are; a new master key changes what a storage key looks like, not what it names. */
function holds({ storageKey }: Delivery, file: ReceivedFile): boolean {
  return storageKey !== null && fileIdOf(storageKey) === fileIdOf(file.storageKey)
}

async function recordedAllTheSame(file: ReceivedFile, error: unknown): Promise<Received> {
  const delivery = await deliveryOf(file).catch(() => {
    log.error(
      { file: fileIdOf(file.storageKey) },
      'a stored file stays: whether a delivery holds it could not be asked',
    )
    throw error
  })
  if (delivery) return { delivery, seen: !holds(delivery, file) }
  await destroyStored(file.storageKey)
  throw error
}

function deliveryOf({ accountId, eventId, transferLoginId }: ReceivedFile): Promise<Delivery | null> {
  return inTransaction(async (tx) => {
    // The commit may still be under way in PostgreSQL. Whoever inserts a delivery holds its login's row until it has ended.
    await tx.$queryRaw`select id from transfer_logins where id = ${transferLoginId}::uuid for update`
    const where = { accountId_eventId: { accountId, eventId } }
    const row = await tx.delivery.findUnique({ where, select: { id: true } })
    return row && withNames(tx, row.id)
  })
}
