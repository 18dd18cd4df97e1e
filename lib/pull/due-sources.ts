// Every minute: which sources are due, and which turns and their memories are too old.
import { now, secondsFrom } from '@/lib/platform/clock'
import { db, inTransaction } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import { nextByClock } from './next-turn'
import { scheduleSchema } from './schedule'
import { restsBecause } from './source'
import { queueTurn } from './turn'

const DUE_MAX = 200
const TURNS_KEPT_SECONDS = 90 * 24 * 3600

/** Queues a turn of each source whose time has come. @returns how many. */
export async function visitDueSources(): Promise<number> {
  const due = await db.pullSource.findMany({
    where: { nextTurnAt: { lte: now() } },
    select: { id: true },
    orderBy: { nextTurnAt: 'asc' },
    take: DUE_MAX,
  })
  let queued = 0
  for (const { id } of due) if (await visitIfDue(id)) queued++
  await db.pullTurn.deleteMany({ where: { finishedAt: { lt: secondsFrom(now(), -TURNS_KEPT_SECONDS) } } })
  if (queued > 0) log.info({ queued }, 'sources are due')
  return queued
}

/** Of two workers that look at once, the second finds it done. */
async function visitIfDue(sourceId: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    await tx.$queryRaw`select id from pull_sources where id = ${sourceId}::uuid for update`
    const source = await tx.pullSource.findUnique({
      where: { id: sourceId, nextTurnAt: { lte: now() } },
      include: { account: { select: { timeZone: true } } },
    })
    if (!source) return false
    const rhythm = { schedule: scheduleSchema.parse(source.schedule), timeZone: source.account.timeZone }
    const nextTurnAt = restsBecause(source) ? null : nextByClock(rhythm, now())
    await tx.pullSource.update({ where: { id: sourceId }, data: { nextTurnAt } })
    if (restsBecause(source)) return false
    return (await queueTurn(tx, source.accountId, sourceId, { purpose: 'fetch', requestedBy: null })) !== undefined
  })
}
