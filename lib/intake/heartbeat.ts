// Says every few seconds that this process lives, in the table that the health page reads.
import { hostname } from 'node:os'
import { now, secondsFrom } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'

const BEAT_SECONDS = 5
/** Rows of processes that ended without removing theirs. */
const FORGOTTEN_AFTER_SECONDS = 24 * 60 * 60

/** What the health page may show. */
export type HeartbeatDetail = {
  readonly port: number
  readonly implicitPort?: number
  readonly legacyAlgorithms?: true
}

export type Heartbeat = { readonly stop: () => Promise<void> }

/** Begins to beat; the first beat is written before this returns. */
export async function startHeartbeat(
  process: 'sftp' | 'ftps',
  pid: number,
  detail: HeartbeatDetail,
): Promise<Heartbeat> {
  const id = `${process}:${pid}@${hostname()}`
  const beat = async (): Promise<void> => {
    const values = { process, detail, beatAt: now() }
    await db.heartbeat.upsert({ where: { id }, create: { id, ...values }, update: values })
  }
  await db.heartbeat.deleteMany({ where: { process, beatAt: { lt: secondsFrom(now(), -FORGOTTEN_AFTER_SECONDS) } } })
  await beat()
  let beating = Promise.resolve()
  const timer = setInterval(() => {
    beating = beating
      .then(beat)
      .catch((error: unknown) => log.warn({ err: error }, 'the heartbeat could not be written'))
  }, BEAT_SECONDS * 1000)
  return {
    async stop() {
      clearInterval(timer)
      await beating
      await db.heartbeat.delete({ where: { id } }).catch(() => undefined)
    },
  }
}
