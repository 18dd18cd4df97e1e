// Replies that were promised when runs ended, and for files that matched no template, are written here, by the worker. The
// promise is a row in the database, so a worker that dies loses none: the next one writes it.
import { destroyDeliveredFile } from '@/lib/deliveries/destroy-files'
import { putInOutbox } from '@/lib/outbox-files/outbox-file'
import { releaseAfterReply } from '@/lib/outbox-files/promise-reply'
import { now, secondsFrom } from '@/lib/platform/clock'
import { db, inTransaction } from '@/lib/platform/db'
import { storeStream } from '@/lib/platform/files'
import { log } from '@/lib/platform/log'
import { templateSettingsSchema } from '@/lib/templates/template-settings'
import { replyText } from './reply-file'

/** A reply cannot grow beyond this, in bytes: a file whose rows are sent back, with room for what is said of them. */
const REPLY_BYTES_MAX = 256 * 1024 * 1024
const BATCH = 20
const WRITE_SECONDS_MAX = 15 * 60
/** What could not be written for so long is given up: the page of the run says everything, too. */
const GIVEN_UP_AFTER_SECONDS = 24 * 3600
/** One that could not be written is left alone for so long, so that it keeps no other waiting. */
const AGAIN_AFTER_MS = 5 * 60 * 1000

/** Replies that this process could not write, and since when. */
const troubled = new Map<string, number>()

/**
 * Writes the replies that wait. Harmless to do at once in several workers.
 * @returns how many were written.
 */
export async function writeWaitingReplies(signal?: AbortSignal): Promise<number> {
  const moment = performance.now()
  for (const [id, since] of troubled) if (moment - since > AGAIN_AFTER_MS) troubled.delete(id)
  const waiting = await db.outboxFile.findMany({
    where: { kind: 'reply', readyAt: null, id: { notIn: [...troubled.keys()] } },
    orderBy: { id: 'asc' },
    select: { id: true, deliveryId: true },
    take: BATCH,
  })
  let written = 0
  for (const { id, deliveryId } of waiting) {
    if (signal?.aborted) break
    try {
      if (await writeReply(id)) written++
      if (deliveryId) await destroyDeliveredFile(deliveryId)
    } catch (error) {
      troubled.set(id, moment)
      const { name, stack } = error instanceof Error ? error : new Error('unknown')
      // Not its message: what PostgreSQL says of a value may be a pupil's.
      const at = stack?.split('\n').filter((line) => /^\s+at /.test(line))
      log.error({ outboxFile: id, error: name, at: at?.slice(0, 4) }, 'a reply could not be written')
    }
  }
  return written
}

/** The row stays locked until its file is there, so that it is written once. */
function writeReply(id: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    const [reply] = await tx.$queryRaw<{ delivery_id: string | null; run_id: string | null }[]>`
      select delivery_id, run_id from outbox_files where id = ${id}::uuid and ready_at is null for update skip locked`
    if (!reply) return false
    const text = await replyText(id)
    const stored = text && (await storeStream(bytesOf(text), { bytesMax: REPLY_BYTES_MAX }))
    if (stored?.ok) await putInOutbox(tx, id, stored)
    else await tx.outboxFile.delete({ where: { id } })
    const run = reply.run_id ? await tx.run.findUnique({ where: { id: reply.run_id } }) : null
    if (run && reply.delivery_id) {
      await releaseAfterReply(tx, reply.delivery_id, templateSettingsSchema.parse(run.settings).keepDays)
    }
    return stored?.ok ?? false
  }, WRITE_SECONDS_MAX)
}

async function* bytesOf(text: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const piece of text) yield Buffer.from(piece)
}

/** Forgets replies that could not be written for a day. @returns how many. */
export async function giveUpReplies(): Promise<number> {
  const createdAt = { lt: secondsFrom(now(), -GIVEN_UP_AFTER_SECONDS) }
  const { count } = await db.outboxFile.deleteMany({ where: { kind: 'reply', readyAt: null, createdAt } })
  return count
}
