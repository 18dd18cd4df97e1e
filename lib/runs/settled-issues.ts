// What became of warnings about missing records: which later runs brought the records.
import { db } from '@/lib/platform/db'

export type Settlement = {
  /** How many values were missing, and are there now. */
  readonly count: number
  /** The run that brought their records. */
  readonly run: { readonly id: string; readonly fileName: string; readonly finishedAt: Date | null }
}

/** The later runs that settled issues of a run, the one that settled most first. The caller has checked who may see it. */
export async function settlementsOf(runId: string): Promise<Settlement[]> {
  const groups = await db.runIssue.groupBy({
    by: ['settledByRunId'],
    where: { runId, settledByRunId: { not: null } },
    _count: true,
  })
  const ids = groups.flatMap(({ settledByRunId }) => settledByRunId ?? [])
  const runs = await db.run.findMany({
    where: { id: { in: ids } },
    select: { id: true, fileName: true, finishedAt: true },
  })
  const settlements = groups.flatMap(({ settledByRunId, _count: count }) => {
    const run = runs.find(({ id }) => id === settledByRunId)
    return run ? [{ count, run }] : []
  })
  return settlements.sort((one, other) => other.count - one.count)
}
