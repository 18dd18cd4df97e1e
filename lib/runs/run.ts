// A run as it is read: with its template's name, the delivery or job it belongs to, and its counts parsed.
import { db, type Prisma } from '@/lib/platform/db'
import { readCounts, readFileCounts, type RunCounts, type RunFileCounts } from './run-counts'

const withRelations = {
  template: { select: { id: true, name: true, fileName: true, currentVersion: true, deletedAt: true } },
  delivery: { select: { id: true, fileName: true, receivedAt: true, via: true, storageKey: true, state: true } },
  comparedDelivery: { select: { id: true, fileName: true, receivedAt: true } },
  job: { select: { id: true, revision: true, finishedAt: true } },
  account: { select: { id: true, name: true, timeZone: true } },
  rollsBack: { select: { id: true, purpose: true, fileName: true, state: true, finishedAt: true } },
  // Its newest undo; one that came to nothing is none.
  rollbacks: {
    select: { id: true, state: true, requestedBy: true, finishedAt: true },
    where: { OR: [{ finishedAt: null }, { state: { notIn: ['rejected', 'failed'] } }] },
    orderBy: { id: 'desc' },
    take: 1,
  },
} satisfies Prisma.RunInclude

type Row = Prisma.RunGetPayload<{ include: typeof withRelations }>

export type Run = Omit<Row, 'counts' | 'files' | 'issueCounts'> & {
  readonly counts: RunCounts
  /** Of each file, in the order in which they are applied; empty before the end. */
  readonly files: readonly RunFileCounts[]
  /** How many issues of each code. */
  readonly issueCounts: Readonly<Record<string, number>>
}

function toRun(row: Row): Run {
  const files = readFileCounts(row.files)
  return { ...row, files, counts: readCounts(row.counts), issueCounts: row.issueCounts as Record<string, number> }
}

const ended = new Set<Row['state']>(['applied', 'checked', 'rejected', 'discarded', 'failed', 'rolledBack', 'held'])

/** Whether the run goes on by itself: a page that shows it has something to wait for. */
export function isGoingOn(run: Pick<Row, 'state'>): boolean {
  return !ended.has(run.state)
}

/** The run of that id, if it belongs to the account. */
export async function runById(accountId: string, runId: string): Promise<Run | null> {
  const row = await db.run.findFirst({ where: { id: runId, accountId }, include: withRelations })
  return row && toRun(row)
}

export type RunFilter = {
  /** Undefined: every account, for operators. */
  readonly accountId?: string
  readonly templateId?: string
  readonly templateVersion?: number
  readonly deliveryId?: string
  /** The delivery that a replay or a shadow run has read once more. */
  readonly comparedDeliveryId?: string
  readonly jobId?: string
  readonly states?: readonly Row['state'][]
  readonly purposes?: readonly Row['purpose'][]
  /** The id of the last run already seen. */
  readonly after?: string
  readonly limit?: number
}

const LIMIT_DEFAULT = 50
const LIMIT_MAX = 200

/** Runs, the newest first. */
export async function listRuns(filter: RunFilter): Promise<Run[]> {
  const {
    states,
    purposes,
    after,
    limit = LIMIT_DEFAULT,
    accountId,
    templateId,
    templateVersion,
    deliveryId,
    jobId,
  } = filter
  const { comparedDeliveryId } = filter
  const rows = await db.run.findMany({
    where: {
      ...{ accountId, templateId, templateVersion, deliveryId, comparedDeliveryId, jobId },
      ...(states ? { state: { in: [...states] } } : {}),
      ...(purposes ? { purpose: { in: [...purposes] } } : {}),
      ...(after === undefined ? {} : { id: { lt: after } }),
    },
    include: withRelations,
    orderBy: { id: 'desc' },
    take: Math.min(limit, LIMIT_MAX),
  })
  return rows.map(toRun)
}

/** The newest check of a job's sample, of whatever revision. */
export async function lastCheckOf(accountId: string, jobId: string): Promise<Run | null> {
  const [run] = await listRuns({ accountId, jobId, purposes: ['check'], limit: 1 })
  return run ?? null
}
