// A pull source as it is read: without its secret, its stored JSON understood, and how its last turns went.
import { db, type Prisma } from '@/lib/platform/db'
import { isId } from '@/lib/accounts/is-id'
import { scheduleSchema } from './schedule'
import { readIdentity } from './server-identity'
import { troubleNote } from './trouble'

const relations = {
  account: { select: { timeZone: true } },
  transferLogin: { select: { id: true, name: true, disabledAt: true } },
  turns: { orderBy: { id: 'desc' }, take: 1 },
} satisfies Prisma.PullSourceInclude
const withoutSecret = { sealedSecret: true } as const

type Row = Prisma.PullSourceGetPayload<{ include: typeof relations; omit: typeof withoutSecret }>

export type PullSource = ReturnType<typeof toSource>

function toSource({ account, turns, ...row }: Row) {
  const [lastTurn] = turns
  return {
    ...row,
    timeZone: account.timeZone,
    schedule: scheduleSchema.parse(row.schedule),
    pin: readIdentity(row.pin),
    lastTurn: lastTurn ? { ...lastTurn, trouble: troubleNote(lastTurn.trouble) } : null,
  }
}

/** The sources of an account, by name. */
export async function listPullSources(accountId: string): Promise<PullSource[]> {
  if (!isId(accountId)) return []
  const rows = await db.pullSource.findMany({
    where: { accountId },
    include: relations,
    omit: withoutSecret,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toSource)
}

/** The source of that id, if it belongs to the account. */
export async function pullSourceById(accountId: string, id: string): Promise<PullSource | null> {
  if (!isId(accountId) || !isId(id)) return null
  const row = await db.pullSource.findFirst({ where: { id, accountId }, include: relations, omit: withoutSecret })
  return row && toSource(row)
}

/** Why a source does not go by its schedule, or null if it does. */
export function restsBecause({ pausedAt, protocol, pin }: Pick<Row, 'pausedAt' | 'protocol' | 'pin'>) {
  if (pausedAt) return 'paused'
  return protocol === 'sftp' && !readIdentity(pin) ? 'unconfirmed' : null
}
