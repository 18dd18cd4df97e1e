// Where every door ends: SFTP, HTTP and the browser. The delivery, its match and its task are committed together, and
// only then is the sender told that the file is there. Nothing is parsed here.
import { promiseReply } from '@/lib/outbox-files/promise-reply'
import { recordMessage } from '@/lib/outbox/record-message'
import { inTransaction, type Tx } from '@/lib/platform/db'
import { now } from '@/lib/platform/clock'
import { matchTemplate, nearestTemplate } from '@/lib/templates/match-template'
import { withNames, type Delivery } from './delivery'
import { queueDelivery } from './process-delivery-task'
import { destroyAfterDays, NO_TEMPLATE_KEEP_DAYS } from './retention'

export type ReceivedFile = {
  readonly accountId: string
  readonly transferLoginId: string
  /** Exactly as the sender wrote it. */
  readonly fileName: string
  readonly via: Delivery['via']
  /** In bytes. */
  readonly size: number
  /** Hexadecimal. */
  readonly sha256: string
  readonly storageKey: string
  /** The same for every try to hand over the same upload. */
  readonly eventId: string
  readonly clientAddress?: string | null
}

/**
 * Records a stored file as a delivery and queues it, or says that no template has its name.
 * @returns seen: true if this very upload was recorded before; then nothing is done, and the caller may throw its copy
 * of the bytes away unless it is the one the delivery holds.
 */
export async function receiveDelivery(file: ReceivedFile): Promise<{ ok: true; delivery: Delivery; seen: boolean }> {
  const { delivery, seen } = await inTransaction(async (tx) => {
    const template = await matchTemplate(tx, file.transferLoginId, file.fileName)
    const isRehearsal = await isRehearsalLogin(tx, file.transferLoginId)
    // skipDuplicates is ON CONFLICT DO NOTHING: of two hand-overs of one upload exactly one inserts.
    const [inserted] = await tx.delivery.createManyAndReturn({
      data: [
        {
          ...{
            accountId: file.accountId,
            transferLoginId: file.transferLoginId,
            fileName: file.fileName,
            via: file.via,
          },
          ...{ size: file.size, sha256: file.sha256, storageKey: file.storageKey, eventId: file.eventId },
          clientAddress: file.clientAddress ?? null,
          ...{ isRehearsal, templateId: template?.id ?? null },
          state: template ? 'queued' : 'noTemplate',
          destroyAt: template ? null : destroyAfterDays(now(), NO_TEMPLATE_KEEP_DAYS),
        },
      ],
      skipDuplicates: true,
    })
    if (!inserted) return { delivery: await seenBefore(tx, file), seen: true }
    if (template) {
      await queueDelivery(tx, inserted)
    } else {
      await tellNoTemplate(tx, file, inserted.id)
      await promiseReply(tx, { deliveryId: inserted.id, runId: null })
    }
    return { delivery: await withNames(tx, inserted.id), seen: false }
  })
  return { ok: true, delivery, seen }
}

async function isRehearsalLogin(tx: Tx, id: string): Promise<boolean> {
  return (await tx.transferLogin.count({ where: { id, rehearsesId: { not: null } } })) > 0
}

async function seenBefore(tx: Tx, { accountId, eventId }: ReceivedFile): Promise<Delivery> {
  const row = await tx.delivery.findUniqueOrThrow({ where: { accountId_eventId: { accountId, eventId } } })
  return withNames(tx, row.id)
}

async function tellNoTemplate(tx: Tx, file: ReceivedFile, deliveryId: string): Promise<void> {
  const login = await tx.transferLogin.findUniqueOrThrow({ where: { id: file.transferLoginId } })
  const nearest = await nearestTemplate(file.transferLoginId, file.fileName, tx)
  await recordMessage(tx, {
    accountId: file.accountId,
    kind: 'no-template',
    deliveryId,
    params: {
      fileName: file.fileName,
      loginName: file.via === 'ftps' ? login.ftpsUserName : login.sftpUserName,
      nearest: nearest && {
        fileName: nearest.fileName,
        difference: { code: nearest.difference.code, params: nearest.difference.params },
      },
      deliveryId,
      keepDays: NO_TEMPLATE_KEEP_DAYS,
    },
  })
}
