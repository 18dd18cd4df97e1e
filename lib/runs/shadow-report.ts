// Tells when a candidate says something else than the version in use: once a night, however many files came.
import { recordMessage } from '@/lib/outbox/record-message'
import { now, secondsFrom } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import type { ClaimedRun } from './claim-run'
import { comparedRows } from './comparison'
import type { Ending } from './end-run'

/** Within so many seconds of the last message about a template no other one is sent. */
const QUIET_SECONDS = 20 * 3600

type ToldRun = Pick<ClaimedRun, 'id' | 'accountId' | 'templateId' | 'templateName' | 'fileName' | 'settings'>

/** Records the message about a shadow run, if it found a difference and is the first of its night. */
export async function reportShadow(tx: Tx, run: ToldRun, { state, comparison }: Ending): Promise<void> {
  const { id: runId, accountId, templateId, templateName, fileName, settings } = run
  if (!comparison || templateId === null) return
  const rows = comparedRows(comparison)
  const isRefused = state === 'rejected'
  if (rows.different === 0 && isRefused === comparison.refusedBefore) return
  if (await wasTold(tx, accountId, templateId)) return
  const refused = whoRefuses(isRefused, comparison.refusedBefore)
  const { asBefore, differs } = rows
  const params = {
    ...{ fileName, templateName: templateName ?? fileName, runId, refused, asBefore, differs },
    ...{ rejected: rows['newly-rejected'], accepted: rows['newly-accepted'] },
    ...{ deactivated: rows['newly-deactivated'], kept: rows['no-longer-deactivated'] },
  }
  await recordMessage(tx, { accountId, kind: 'shadow-differs', params, runId, recipients: settings.recipients })
}

function whoRefuses(candidate: boolean, live: boolean): 'no' | 'candidate' | 'live' {
  if (candidate === live) return 'no'
  return candidate ? 'candidate' : 'live'
}

async function wasTold(tx: Tx, accountId: string, templateId: string): Promise<boolean> {
  const since = secondsFrom(now(), -QUIET_SECONDS)
  const told = await tx.message.findMany({
    where: { accountId, kind: 'shadow-differs', createdAt: { gt: since } },
    select: { runId: true },
  })
  const ids = told.flatMap(({ runId }) => runId ?? [])
  return (await tx.run.count({ where: { id: { in: ids }, templateId } })) > 0
}
