// A delivery as callers see it (api.md).
import { z } from 'zod'
import { outcomes, type Delivery } from '@/lib/deliveries/delivery'
import { listRuns } from '@/lib/runs/run'
import { kebabCase } from '@/app/api/_http/kebab-case'
import { momentSchema, shownMoment } from '@/app/api/_http/moment'
import { runSchema, runStates, shownRun } from './shown-run'

const deliveryShape = {
  id: z.uuid(),
  fileName: z.string(),
  transferLogin: z.uuid(),
  via: z.enum(['sftp', 'ftps', 'api', 'browser', 'pull', 'folder']),
  size: z.int(),
  sha256: z.string(),
  receivedAt: momentSchema,
  template: z.uuid().nullable(),
  state: z.enum(['received', 'no-template', 'queued', 'processing', 'done', 'expired']),
  outcome: z.enum(outcomes).nullable(),
}

const runInList = z.object({
  id: z.uuid(),
  state: z.enum(runStates),
  templateVersion: z.int().nullable(),
  queuedAt: momentSchema,
  startedAt: momentSchema.nullable(),
  finishedAt: momentSchema.nullable(),
})

/** In lists: its runs in short. */
export const listedDeliverySchema = z
  .object({ ...deliveryShape, runs: z.array(runInList) })
  .meta({ id: 'ListedDelivery' })

/** On its own: its runs, the newest first. */
export const deliverySchema = z.object({ ...deliveryShape, runs: z.array(runSchema) }).meta({ id: 'Delivery' })

function shownWithoutRuns(delivery: Delivery) {
  const { id, fileName, transferLoginId, via, size, sha256, templateId, state, outcome } = delivery
  return {
    ...{ id, fileName, via, sha256, outcome },
    ...{ transferLogin: transferLoginId, template: templateId },
    size: Number(size),
    state: kebabCase(state),
    receivedAt: shownMoment(delivery.receivedAt),
  }
}

export function shownInList(delivery: Delivery) {
  const runs = delivery.runs.map((run) => ({
    ...{ id: run.id, templateVersion: run.templateVersion, state: kebabCase(run.state) },
    queuedAt: shownMoment(run.queuedAt),
    startedAt: shownMoment(run.startedAt),
    finishedAt: shownMoment(run.finishedAt),
  }))
  return { ...shownWithoutRuns(delivery), runs }
}

export async function shownDelivery(delivery: Delivery) {
  const { accountId, id: deliveryId } = delivery
  const runs = delivery.runs.length === 0 ? [] : await listRuns({ accountId, deliveryId })
  return { ...shownWithoutRuns(delivery), runs: runs.map(shownRun) }
}
