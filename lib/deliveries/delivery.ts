// A delivery as it is read: with the names of its login and template, and its runs, the newest first.
import { db, type Prisma, type Tx } from '@/lib/platform/db'

export const outcomes = [
  'imported',
  'no-change',
  'no-template',
  'rejected',
  'held',
  'discarded',
  'superseded',
  'failed',
  'rolled-back',
  'rehearsed',
] as const

export type Outcome = (typeof outcomes)[number]

const withRelations = {
  transferLogin: { select: { id: true, name: true, sftpUserName: true } },
  template: { select: { id: true, name: true, fileName: true, deletedAt: true } },
  account: { select: { id: true, name: true, timeZone: true } },
  runs: {
    select: { id: true, state: true, templateVersion: true, queuedAt: true, startedAt: true, finishedAt: true },
    orderBy: { id: 'desc' },
  },
} satisfies Prisma.DeliveryInclude

export type Delivery = Prisma.DeliveryGetPayload<{ include: typeof withRelations }>

/** One delivery by id, whoever owns it: for code that has checked already. Throws if there is none. */
export function withNames(client: Tx, deliveryId: string): Promise<Delivery> {
  return client.delivery.findUniqueOrThrow({ where: { id: deliveryId }, include: withRelations })
}

/** The delivery of that id, if it belongs to the account. */
export function deliveryById(accountId: string, deliveryId: string): Promise<Delivery | null> {
  return db.delivery.findFirst({ where: { id: deliveryId, accountId }, include: withRelations })
}

export type DeliveryFilter = {
  /** Undefined: every account, for operators. */
  readonly accountId?: string
  readonly templateId?: string
  readonly states?: readonly Delivery['state'][]
  readonly outcomes?: readonly Outcome[]
  /** The id of the last delivery already seen. */
  readonly after?: string
  readonly limit?: number
}

const LIMIT_DEFAULT = 50
const LIMIT_MAX = 200

/** Deliveries, the newest first. */
export function listDeliveries(filter: DeliveryFilter): Promise<Delivery[]> {
  const { accountId, templateId, states, outcomes: wanted, after, limit = LIMIT_DEFAULT } = filter
  return db.delivery.findMany({
    where: {
      ...(accountId === undefined ? {} : { accountId }),
      ...(templateId === undefined ? {} : { templateId }),
      ...(states ? { state: { in: [...states] } } : {}),
      ...(wanted ? withOutcome(wanted) : {}),
      ...(after === undefined ? {} : { id: { lt: after } }),
    },
    include: withRelations,
    orderBy: { id: 'desc' },
    take: Math.min(limit, LIMIT_MAX),
  })
}

/** A file no template was found for has that as its state: nothing became of it yet. */
function withOutcome(wanted: readonly Outcome[]): Prisma.DeliveryWhereInput {
  const state = wanted.includes('no-template') ? [{ state: 'noTemplate' as const }] : []
  return { OR: [{ outcome: { in: [...wanted] } }, ...state] }
}
