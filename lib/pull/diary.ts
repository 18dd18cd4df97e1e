// The diary of a turn: each step is stored as it happens, by the worker that holds the turn and by no other. A worker that
// was frozen and finds that another has taken over stops at its next step, before it changes anything.
import { randomUUID } from 'node:crypto'
import { now } from '@/lib/platform/clock'
import { query } from '@/lib/platform/db'
import type { ServerIdentity } from './server-identity'
import type { StepCode } from './turn-step'
import type { TroubleParams } from './trouble'

const STEPS_MAX = 2000
export const ATTEMPTS_MAX = 5

/** Another worker has the turn in hand, or it is over. */
export class TurnLost extends Error {}

export type Diary = {
  readonly turnId: string
  readonly token: string
  readonly attempts: number
  /** @throws TurnLost */
  add(code: StepCode, params?: TroubleParams): Promise<void>
  /** Asked before anything is changed here or there. @throws TurnLost */
  stillMine(): Promise<void>
  /** Keeps what the server showed, for a person to confirm. @throws TurnLost */
  found(identity: ServerIdentity): Promise<void>
}

/** Takes a turn in hand; undefined if it is over. What an earlier worker wrote about it is written anew. */
export async function openDiary(turnId: string): Promise<Diary | undefined> {
  const token = randomUUID()
  const [taken] = await query<{ attempts: number }>(
    `update pull_turns set state = 'running', token = $2, attempts = attempts + 1, steps = '[]', found = null,
       started_at = coalesce(started_at, $3)
     where id = $1 and state in ('queued', 'running') returning attempts`,
    [turnId, token, now()],
  )
  if (!taken) return undefined
  const write = async (set: string, value: unknown) => {
    const sql = `update pull_turns set ${set} where id = $1 and token = $2 and state = 'running' returning id`
    if ((await query(sql, [turnId, token, JSON.stringify(value)])).length === 0) throw new TurnLost()
  }
  return {
    ...{ turnId, token, attempts: taken.attempts },
    add: (code, params = {}) => {
      const step = [{ code, params, at: now().toISOString() }]
      return write(
        `steps = case when jsonb_array_length(steps) < ${STEPS_MAX} then steps || $3::jsonb else steps end`,
        step,
      )
    },
    stillMine: () => write('state = case when $3::jsonb is null then state else state end', null),
    found: (identity) => write('found = $3::jsonb', identity),
  }
}
