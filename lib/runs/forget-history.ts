// What records were before a run changed them is kept for a while, so that the run can be undone and the roster be read
// as of a day; then it is destroyed, run by run. A wrong clock must not destroy anything: a run has to be found too old
// twice, a day apart, and one found too old by a clock that was ahead is forgotten about as soon as the clock is right.
import type pg from 'pg'
import { now, secondsFrom } from '@/lib/platform/clock'
import { clientOf, db, inTransaction } from '@/lib/platform/db'
import { lockSnapshot } from '@/lib/roster/lock'

export const HISTORY_KEEP_DAYS = 30
const DAY_SECONDS = 86_400
/** Between the two sightings. */
const SIGHTINGS_APART_SECONDS = DAY_SECONDS
/** Runs a tidying; the next hour brings the next. */
const BATCH = 100
const FORGET_SECONDS_MAX = 600

/**
 * Destroys the history that is older than HISTORY_KEEP_DAYS and was so a day ago.
 * @returns of how many runs.
 */
export async function forgetHistory(): Promise<number> {
  const at = now()
  const oldest = secondsFrom(at, -HISTORY_KEEP_DAYS * DAY_SECONDS)
  const kept = { historyGoneAt: null, state: { in: ['applied' as const, 'rolledBack' as const] } }
  await db.run.updateMany({
    where: {
      ...kept,
      OR: [{ historyDueAt: { gt: at } }, { historyDueAt: { not: null }, finishedAt: { gte: oldest } }],
    },
    data: { historyDueAt: null },
  })
  await db.run.updateMany({
    where: { ...kept, historyDueAt: null, finishedAt: { lt: oldest } },
    data: { historyDueAt: at },
  })
  const due = await db.run.findMany({
    where: { ...kept, historyDueAt: { lte: secondsFrom(at, -SIGHTINGS_APART_SECONDS) }, finishedAt: { lt: oldest } },
    select: { id: true, accountId: true },
    orderBy: { finishedAt: 'asc' },
    take: BATCH,
  })
  let forgotten = 0
  for (const { id, accountId } of due) if (await forget(accountId, id)) forgotten++
  return forgotten
}

/** Leaves a run alone that is being undone. */
function forget(accountId: string, runId: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    const client = await clientOf(tx)
    await client.query('set local statement_timeout = 0')
    await tx.$queryRaw`select id from runs where id = ${runId}::uuid for update`
    const underWay = await tx.run.count({ where: { rollsBackRunId: runId, finishedAt: null } })
    if (underWay > 0) return false
    await dropBlindSnapshots(client, accountId, runId)
    await client.query('delete from roster.changes where run_id = $1', [runId])
    await client.query('delete from roster.not_reversed where run_id = $1', [runId])
    await tx.run.update({ where: { id: runId }, data: { historyGoneAt: now() } })
    return true
  }, FORGET_SECONDS_MAX)
}

/**
 * A snapshot learns of what others changed from the history since it was made. One that has not seen this run's part
 * would never hear of it: the next file of its template is compared whole instead.
 */
async function dropBlindSnapshots(client: pg.ClientBase, accountId: string, runId: string): Promise<void> {
  const { rows } = await client.query<{ template_id: string }>(
    `select distinct s.template_id from roster.snapshots s join templates t on t.id = s.template_id
     cross join (select max(sequence) as sequence from roster.changes where run_id = $2) gone
     where t.account_id = $1 and ((s.seen ->> 'changes')::bigint < gone.sequence or exists (
       select from jsonb_each_text(s.seen -> 'references') r where r.value::bigint < gone.sequence))
     order by s.template_id`,
    [accountId, runId],
  )
  for (const { template_id: templateId } of rows) {
    // A run that reads by the snapshot now ends before the history goes.
    await lockSnapshot(client, templateId)
    await client.query('delete from roster.snapshots where template_id = $1', [templateId])
  }
}
