// An edited template over files that are there already: the kept last deliveries of the template, or the sample of the job
// that edits it. Each is a run of its own, compared with the version there is (compare-files.ts); none changes anything.
import type { FileMapping } from '@/lib/mapping/file-mapping'
import { boundTo, settingsOf } from '@/lib/import-jobs/as-template'
import { importJobById } from '@/lib/import-jobs/import-job'
import { hasUsableMapping } from '@/lib/import-jobs/job-step'
import { inTransaction, type Tx } from '@/lib/platform/db'
import { sendTask } from '@/lib/platform/queue'
import { changeSettings, type SettingsChange } from '@/lib/templates/settings-change'
import { templateById, type Template } from '@/lib/templates/template'
import type { TemplateSettings } from '@/lib/templates/template-settings'
import { besideKey, runTask } from './run-task'

/** So many deliveries are replayed at once at most. */
export const REPLAYED_DELIVERIES_MAX = 5

export type ReplayRefusal =
  /** There is no such template, delivery or job in the account. */
  | 'unknown'
  /** The job is of another type or login than the template, or has ended. */
  | 'other-job'
  | 'mapping-incomplete'
  /** No delivery of the template is kept. */
  | 'nothing-kept'
  /** The bytes of that delivery, or of the sample, are destroyed. */
  | 'file-gone'

export type StartedReplay = { ok: true; runIds: string[] } | { ok: false; reason: ReplayRefusal }

/** What the template would say. */
type Edited = {
  readonly mapping: FileMapping[]
  readonly settings: TemplateSettings
  readonly job?: { readonly id: string; readonly revision: number }
}

export type ReplayRequest = {
  readonly accountId: string
  readonly templateId: string
  /** Who asks: a member's name or an API key's, kept with the run. */
  readonly by: string
  /** What the edited template says: changes of the template, or the job that edits it. */
  readonly edit:
    { readonly mapping?: FileMapping[] | undefined; readonly settings?: SettingsChange } | { readonly jobId: string }
  /** One kept delivery, so many of the last ones (the last one is the default), or the job's sample. */
  readonly over?: { readonly deliveryId: string } | { readonly last: number } | 'sample'
}

/** Queues replays: one for each file. */
export function startReplay({ accountId, templateId, by, edit, over }: ReplayRequest): Promise<StartedReplay> {
  return inTransaction(async (tx): Promise<StartedReplay> => {
    const template = await templateById(accountId, templateId, tx)
    if (!template) return { ok: false, reason: 'unknown' }
    const edited = 'jobId' in edit ? await editedByJob(tx, template, edit.jobId) : editedBy(template, edit)
    if ('refused' in edited) return { ok: false, reason: edited.refused }
    if (over === 'sample') return startOverSample(tx, template, edited, by)
    const kept = await keptDeliveries(accountId, templateId, tx)
    const chosen =
      over && 'deliveryId' in over
        ? kept.filter(({ id }) => id === over.deliveryId)
        : kept.slice(0, Math.min(Math.max(1, over?.last ?? 1), REPLAYED_DELIVERIES_MAX))
    if (chosen.length === 0) return { ok: false, reason: await whyNone(tx, accountId, over) }
    const runIds: string[] = []
    for (const { id, size } of chosen) {
      runIds.push(await queueReplay(tx, template, edited, { by, deliveryId: id, size: Number(size) }))
    }
    return { ok: true, runIds }
  })
}

function editedBy(template: Template, { mapping, settings }: { mapping?: FileMapping[]; settings?: SettingsChange }) {
  return { mapping: mapping ?? template.mapping, settings: changeSettings(template.settings, settings ?? {}) }
}

async function editedByJob(tx: Tx, template: Template, jobId: string): Promise<Edited | { refused: ReplayRefusal }> {
  const job = await importJobById(template.accountId, jobId, tx)
  if (!job) return { refused: 'unknown' }
  const isOfTemplate = job.importType === template.importType && job.transferLoginId === template.transferLoginId
  if (!isOfTemplate || job.finishedAt) return { refused: 'other-job' }
  if (!job.mapping || !hasUsableMapping(job)) return { refused: 'mapping-incomplete' }
  return { mapping: boundTo(template.fileName, job), settings: settingsOf(job), job }
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
async function whyNone(tx: Tx, accountId: string, over: ReplayRequest['over']): Promise<ReplayRefusal> {
  if (typeof over !== 'object' || !('deliveryId' in over)) return 'nothing-kept'
  const delivery = await tx.delivery.findFirst({ where: { id: over.deliveryId, accountId }, select: { id: true } })
  return delivery ? 'file-gone' : 'unknown'
}

/** The deliveries of a template whose bytes are still there, the newest first. */
export function keptDeliveries(accountId: string, templateId: string, client: Tx) {
  return client.delivery.findMany({
    where: { accountId, templateId, storageKey: { not: null }, state: 'done' },
    select: { id: true, fileName: true, receivedAt: true, size: true, outcome: true, destroyAt: true },
    orderBy: { id: 'desc' },
    take: REPLAYED_DELIVERIES_MAX,
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
