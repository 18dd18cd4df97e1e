// The end of a turn: its result, when the source is visited next, and what people are told, in one transaction.
import { recordMessage } from '@/lib/outbox/record-message'
import { now } from '@/lib/platform/clock'
import { inTransaction, type Tx } from '@/lib/platform/db'
import { TurnLost, type Diary } from './diary'
import { nextAfterFailure, nextAfterSuccess } from './next-turn'
import { scheduleSchema } from './schedule'
import { restsBecause } from './source'
import { isPassing, type PullTrouble, type TroubleNote } from './trouble'

/** What passes by itself is told after so many turns in a row. */
const FAILURES_UNTOLD_MAX = 2

type Outcome = { delivered: number; isUnfinished: boolean; trouble: PullTrouble | null }

/** @throws TurnLost if another worker has taken it over. */
export async function endTurn({ turnId, token }: Diary, { delivered, isUnfinished, trouble }: Outcome): Promise<void> {
  const note = trouble && { reason: trouble.reason, params: trouble.params }
  await inTransaction(async (tx) => {
    const state = note ? 'failed' : 'done'
    const data = { state, delivered, finishedAt: now(), ...(note ? { trouble: note } : {}) } as const
    const { count } = await tx.pullTurn.updateMany({ where: { id: turnId, token, state: 'running' }, data })
    if (count === 0) throw new TurnLost()
    const { purpose, source } = await tx.pullTurn.findUniqueOrThrow({
      where: { id: turnId },
      include: { source: { include: { account: { select: { timeZone: true } } } } },
    })
    // A test is made by a person who sees what came of it.
    if (purpose === 'test') return
    const failures = note ? source.failures + 1 : 0
    const rhythm = { schedule: scheduleSchema.parse(source.schedule), timeZone: source.account.timeZone }
    const next = note
      ? nextAfterFailure(rhythm, now(), note.reason, failures)
      : nextAfterSuccess(rhythm, now(), isUnfinished)
    const toldReason = await tell(tx, source, note, failures)
    const nextTurnAt = restsBecause(source) ? null : next
    await tx.pullSource.update({ where: { id: source.id }, data: { failures, nextTurnAt, toldReason } })
  })
}

type Told = { id: string; accountId: string; name: string; host: string; toldReason: string | null }

/** Once each for a trouble that stays, and once when it is over. @returns what people know of now. */
async function tell(tx: Tx, source: Told, note: TroubleNote | null, failures: number): Promise<string | null> {
  const { id: sourceId, accountId, name: sourceName, host, toldReason } = source
  if (!note) {
    if (toldReason)
      await recordMessage(tx, { accountId, kind: 'pull-recovered', params: { sourceId, sourceName, host } })
    return null
  }
  const isDue = isPassing(note.reason) ? failures > FAILURES_UNTOLD_MAX && !toldReason : toldReason !== note.reason
  if (!isDue) return toldReason
  const params = { sourceId, sourceName, host, failures, reason: note.reason, details: note.params }
  await recordMessage(tx, { accountId, kind: 'pull-failed', params })
  return note.reason
}
