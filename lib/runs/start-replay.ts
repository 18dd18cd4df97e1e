// An edited template over files that are there already: the kept last deliveries of the template, or the sample of the job
// that edits it. Each is a run of its own, compared with the version there is (compare-files.ts); none changes anything.
import { importJobById } from '@/lib/import-jobs/import-job'
import { inTransaction, type Tx } from '@/lib/platform/db'
import { sendTask } from '@/lib/platform/queue'
import { templateById, type Template } from '@/lib/templates/template'
import { editedBy, type Edited, type EditRefusal, type TemplateEdit } from './edited-template'
import { besideKey, runTask } from './run-task'

/** So many deliveries are replayed at once at most. */
export const REPLAYED_DELIVERIES_MAX = 5

export type ReplayRefusal =
  | EditRefusal
  /** No delivery of the template is kept. */
  | 'nothing-kept'
  /** The bytes of that delivery, or of the sample, are destroyed. */
  | 'file-gone'

export type StartedReplay = { ok: true; runIds: string[] } | { ok: false; reason: ReplayRefusal }

export type ReplayRequest = {
  readonly accountId: string
  readonly templateId: string
  /** Who asks: a member's name or an API key's, kept with the run. */
  readonly by: string
  /** What the edited template says: changes of the template, or the job that edits it. */
  readonly edit: TemplateEdit
  /** One kept delivery, so many of the last ones (the last one is the default), or the job's sample. */
  readonly over?: { readonly deliveryId: string } | { readonly last: number } | 'sample'
}

/** Queues replays: one for each file. */
export function startReplay({ accountId, templateId, by, edit, over }: ReplayRequest): Promise<StartedReplay> {
  return inTransaction(async (tx): Promise<StartedReplay> => {
    const template = await templateById(accountId, templateId, tx)
    if (!template) return { ok: false, reason: 'unknown' }
    const edited = await editedBy(tx, template, edit)
    if ('refused' in edited) return { ok: false, reason: edited.refused }
    if (over === 'sample') return startOverSample(tx, template, edited, by)
    const chosen = await keptDeliveries(accountId, templateId, tx, over ?? { last: 1 })
    if (chosen.length === 0) return { ok: false, reason: await whyNone(tx, template, over) }
    const runIds: string[] = []
    for (const { id, size } of chosen) {
      runIds.push(await queueReplay(tx, template, edited, { by, deliveryId: id, size: Number(size) }))
    }
    return { ok: true, runIds }
  })
}

async function startOverSample(tx: Tx, template: Template, edited: Edited, by: string): Promise<StartedReplay> {
  const job = edited.job && (await importJobById(template.accountId, edited.job.id, tx))
  if (!job?.sample?.storageKey) return { ok: false, reason: 'file-gone' }
  return {
    ok: true,
    runIds: [await queueReplay(tx, template, edited, { by, deliveryId: null, size: job.sample.size })],
  }
}

/** Why there is no delivery to be replayed. */
async function whyNone(
  tx: Tx,
  { id: templateId, accountId }: Template,
  over: ReplayRequest['over'],
): Promise<ReplayRefusal> {
  if (typeof over !== 'object' || !('deliveryId' in over)) return 'nothing-kept'
  const delivery = await tx.delivery.findFirst({
    where: { id: over.deliveryId, accountId, templateId },
    select: { id: true },
  })
  return delivery ? 'file-gone' : 'unknown'
}

/** The deliveries of a template whose bytes are still there, the newest first; or one of them. */
export function keptDeliveries(
  accountId: string,
  templateId: string,
  client: Tx,
  over: Exclude<ReplayRequest['over'], 'sample' | undefined> = { last: REPLAYED_DELIVERIES_MAX },
) {
  const id = 'deliveryId' in over ? over.deliveryId : undefined
  return client.delivery.findMany({
    where: { id, accountId, templateId, isRehearsal: false, storageKey: { not: null }, state: 'done' },
    select: { id: true, fileName: true, receivedAt: true, size: true, outcome: true, destroyAt: true },
    orderBy: { id: 'desc' },
    take: 'last' in over ? Math.min(Math.max(1, over.last), REPLAYED_DELIVERIES_MAX) : 1,
  })
}

async function queueReplay(
  tx: Tx,
  { id: templateId, accountId, importType, fileName, version }: Template,
  { mapping, settings, job }: Edited,
  { by, deliveryId, size }: { by: string; deliveryId: string | null; size: number },
): Promise<string> {
  const run = await tx.run.create({
    data: {
      ...{ accountId, purpose: 'replay', templateId, importType, fileName, mapping, settings, requestedBy: by },
      ...{ comparedDeliveryId: deliveryId, comparedVersion: version },
      ...(job ? { jobId: job.id, jobRevision: job.revision } : {}),
      counts: { bytesTotal: size },
    },
  })
  await sendTask(tx, runTask, { runId: run.id }, { key: besideKey(templateId), group: accountId })
  return run.id
}
