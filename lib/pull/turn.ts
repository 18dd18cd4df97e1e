// Turns: one visit each, at most one of a source open at a time, however many people press the button and workers run.
import { db, inTransaction, type Prisma, type Tx } from '@/lib/platform/db'
import { sendTask } from '@/lib/platform/queue'
import { isId } from '@/lib/accounts/is-id'
import { pullTask } from './pull-task'
import { readIdentity } from './server-identity'
import { troubleNote } from './trouble'
import { readSteps } from './turn-step'

/** Of the turns of a source, so many are shown. */
const TURNS_SHOWN = 30

type Row = Prisma.PullTurnGetPayload<object>

export type PullTurn = ReturnType<typeof toTurn>

function toTurn({ token: _, ...row }: Row) {
  return {
    ...row,
    steps: readSteps(row.steps),
    trouble: troubleNote(row.trouble),
    found: readIdentity(row.found),
    isOpen: row.state === 'queued' || row.state === 'running',
  }
}

export type TurnWish = {
  readonly purpose: 'fetch' | 'test'
  /** Null: the schedule. */
  readonly requestedBy: string | null
}

/**
 * Begins a turn of a source of the account, or says which one is under way.
 * @returns null if the account has no such source.
 */
export async function requestTurn(
  accountId: string,
  sourceId: string,
  wish: TurnWish,
): Promise<{ ok: true; turn: PullTurn } | { ok: false; reason: 'busy'; turnId: string } | null> {
  if (!isId(accountId) || !isId(sourceId)) return null
  return inTransaction(async (tx) => {
    const source = await tx.pullSource.findFirst({ where: { id: sourceId, accountId }, select: { id: true } })
    if (!source) return null
    const turn = await queueTurn(tx, accountId, sourceId, wish)
    if (turn) return { ok: true, turn: toTurn(turn) }
    const open = { sourceId, state: { in: ['queued', 'running'] as Row['state'][] } }
    const { id } = await tx.pullTurn.findFirstOrThrow({ where: open, select: { id: true } })
    return { ok: false, reason: 'busy', turnId: id }
  })
}

/** Queues a turn in the caller's transaction; undefined if one is open. */
export async function queueTurn(
  tx: Tx,
  accountId: string,
  sourceId: string,
  { purpose, requestedBy }: TurnWish,
): Promise<Row | undefined> {
  // Two who ask at the same moment wait for each other here.
  await tx.$queryRaw`select id from pull_sources where id = ${sourceId}::uuid for update`
  const data = [{ sourceId, purpose, requestedBy }]
  const [turn] = await tx.pullTurn.createManyAndReturn({ data, skipDuplicates: true })
  if (turn) await sendTask(tx, pullTask, { turnId: turn.id }, { key: sourceId, group: accountId })
  return turn
}

/** The last turns of a source of the account, the newest first. */
export async function listTurns(accountId: string, sourceId: string): Promise<PullTurn[]> {
  if (!isId(accountId) || !isId(sourceId)) return []
  const where = { sourceId, source: { accountId } }
  const rows = await db.pullTurn.findMany({ where, orderBy: { id: 'desc' }, take: TURNS_SHOWN })
  return rows.map(toTurn)
}

/** One turn of a source of the account. */
export async function turnById(accountId: string, sourceId: string, id: string): Promise<PullTurn | null> {
  if (![accountId, sourceId, id].every(isId)) return null
  const row = await db.pullTurn.findFirst({ where: { id, sourceId, source: { accountId } } })
  return row && toTurn(row)
}
