import { db } from '@/lib/platform/db'
import type { ImportJob } from './import-job'

/** The last replay of just this change of a template, for the version that is saved after it. */
export async function lastReplayOf({ id, revision }: ImportJob, templateId: string): Promise<string | null> {
  const replay = await db.run.findFirst({
    where: { jobId: id, jobRevision: revision, templateId, purpose: 'replay', state: { in: ['checked', 'rejected'] } },
    orderBy: { id: 'desc' },
    select: { id: true },
  })
  return replay && replay.id
}
