// What other files of the account say about a run before it is read: yesterday's file again, and a file overtaken by a
// newer one.
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import type { Prisma, Tx } from '@/lib/platform/db'
import type { ClaimedRun } from './claim-run'
import { readCounts, type RunCounts } from './run-counts'

type Arrival = { readonly id: string; readonly receivedAt: Date }

/** Deliveries that came before this one. Ids are made in the order of time, and decide within a millisecond. */
export function cameBefore({ id, receivedAt }: Arrival): Prisma.DeliveryWhereInput {
  return { OR: [{ receivedAt: { lt: receivedAt } }, { receivedAt, id: { lt: id } }] }
}

/** Deliveries that came after this one. */
export function cameAfter({ id, receivedAt }: Arrival): Prisma.DeliveryWhereInput {
  return { OR: [{ receivedAt: { gt: receivedAt } }, { receivedAt, id: { gt: id } }] }
}

/** The applied runs of the run's template whose file came after this one. */
export async function newerRuns(tx: Tx, run: ClaimedRun): Promise<string[]> {
  if (!run.templateId || !run.delivery || run.isRehearsal) return []
  const rows = await tx.run.findMany({
    where: { templateId: run.templateId, state: 'applied', delivery: cameAfter(run.delivery) },
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

/**
 * The counts of the last applied file, if this one has the same bytes and the roster is as that one left it: the same
 * version of the same template, no trouble in any row, and nothing of this type applied since. Then nothing is read.
 */
export async function countsOfSameFile(tx: Tx, run: ClaimedRun): Promise<RunCounts | undefined> {
  if (!run.delivery || !run.templateId || run.isRehearsal) return undefined
  const last = await tx.run.findFirst({
    where: { accountId: run.accountId, importType: { in: touching(run) }, state: { in: ['applied', 'rolledBack'] } },
    orderBy: { finishedAt: 'desc' },
    include: { delivery: { select: { id: true, receivedAt: true, sha256: true } } },
  })
  const isSame =
    last?.state === 'applied' &&
    last.templateId === run.templateId &&
    last.templateVersion === run.templateVersion &&
    last.delivery?.sha256 === run.delivery.sha256
  const counts = isSame ? readCounts(last.counts) : undefined
  if (!counts || counts.errors + counts.warnings > 0) return undefined
  // One that was let through late has left alone what a newer file had said.
  if ((await newerRuns(tx, { ...run, delivery: last?.delivery ?? null })).length > 0) return undefined
  const { rows, bytesTotal } = counts
  return { ...counts, added: 0, changed: 0, deactivated: 0, unchanged: rows, bytesRead: bytesTotal }
}

/** Types whose runs may have touched the same records: a bundle's are those of its files, and a bundle may hold any. */
function touching({ importType, members }: ClaimedRun): string[] {
  return [importType, BUNDLE, ...members.map(({ type }) => type.name)]
}
