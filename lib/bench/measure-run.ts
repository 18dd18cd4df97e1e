// One run, measured from outside as a district gets it: the file is handed over, a worker takes it, and the clock stops
// when others can see the end of the run, that is, after the commit.
import { setTimeout } from 'node:timers/promises'
import { inTransaction } from '@/lib/platform/db'
import { sendTask } from '@/lib/platform/queue'
import { runTask } from '@/lib/runs/run-task'
import { startRollback } from '@/lib/runs/start-rollback'
import type { Template } from '@/lib/templates/template'
import { handOver, storeFile, type District, type StoredFile } from './district'
import { settle, writtenBytes, type Installation } from './installation'
import type { MeasuredWorker } from './measured-worker'
import { difference, familySeconds, peakMegabytes, processorSeconds, resetPeak } from './process-figures'

/** How late an end may be seen, at most; it counts against us. */
const WATCH_EVERY_MS = 10
const ENDED = new Set(['applied', 'checked', 'held', 'rejected', 'discarded', 'failed', 'rolled-back'])

export type Measured = {
  readonly runId: string
  readonly state: string
  /** From the moment the worker took the run until its commit was seen. */
  readonly ms: number
  /** The same from the hand-over of the stored file: with the wait for the worker. */
  readonly wallMs: number
  /** How long the run was seen in each of its states. */
  readonly phases: Readonly<Record<string, number>>
  readonly counts: Readonly<Record<string, number>>
  readonly nodeSeconds?: number
  readonly serverSeconds?: number
  readonly peakMegabytes?: number
  readonly walMegabytes: number
  readonly trouble?: string
}

export type Bench = {
  readonly installation: Installation
  worker: MeasuredWorker
}

/** Delivers a file under a name that has a template, and waits for the end of its run. */
export async function measureDelivery(
  bench: Bench,
  district: District,
  fileName: string,
  file: string,
): Promise<Measured> {
  const stored = await storeFile(file)
  return measure(bench, async () => {
    const deliveryId = await handOver(district, fileName, stored)
    return { column: 'delivery_id', id: deliveryId }
  })
}

/** Asks what a file would change: a check of a job that edits the template, with the template's mapping and settings. */
export async function measureCheck(
  bench: Bench,
  district: District,
  template: Template,
  file: string,
): Promise<Measured> {
  const stored = await storeFile(file)
  return measure(bench, async () => ({ column: 'id', id: await queueCheck(district, template, stored) }))
}

function queueCheck(district: District, template: Template, sample: StoredFile): Promise<string> {
  const { id: templateId, version: templateVersion, importType, fileName, mapping, settings } = template
  const { storageKey: sampleStorageKey, size: sampleSize, sha256: sampleSha256 } = sample
  return inTransaction(async (tx) => {
    const job = await tx.importJob.create({
      data: {
        ...{ ...district, templateId, importType, mapping, settings, sampleFileName: fileName },
        ...{ sampleStorageKey, sampleSize, sampleSha256 },
      },
    })
    const run = await tx.run.create({
      data: {
        ...{ accountId: district.accountId, jobId: job.id, jobRevision: job.revision, purpose: 'check', importType },
        ...{ fileName, templateId, templateVersion, mapping, settings },
      },
    })
    await sendTask(tx, runTask, { runId: run.id }, { key: job.id, group: district.accountId })
    return run.id
  })
}

/** Undoes an applied run, as a person asks for it. */
export async function measureUndo(bench: Bench, { accountId }: District, runId: string): Promise<Measured> {
  return measure(bench, async () => {
    const started = await startRollback({ accountId, runId, by: 'the measurements' })
    if (!started.ok) throw new Error(`it cannot be undone: ${started.reason}`)
    return { column: 'id', id: started.runId }
  })
}

type Started = { readonly column: 'delivery_id' | 'id'; readonly id: string }

/** Measures one run. @param start queues it. */
export async function measure({ installation, worker }: Bench, start: () => Promise<Started>): Promise<Measured> {
  await settle(installation)
  resetPeak(worker.pid)
  const used = () => ({ node: processorSeconds(worker.pid), server: familySeconds(installation.serverPid) })
  const [before, walBefore] = [used(), await writtenBytes(installation)]
  const beganAt = Date.now()
  const seen = await watch(installation, await start())
  const [after, walAfter] = [used(), await writtenBytes(installation)]
  return {
    ...seen,
    wallMs: seen.endedAt - beganAt,
    nodeSeconds: difference(after.node, before.node),
    serverSeconds: difference(after.server, before.server),
    peakMegabytes: peakMegabytes(worker.pid),
    walMegabytes: (walAfter - walBefore) / 1024 ** 2,
  }
}

type Row = {
  id: string
  state: string
  started_at: Date | null
  counts: Record<string, number>
  failure: unknown
  hold: unknown
}

async function watch({ client }: Installation, { column, id }: Started) {
  const text = `select id, state, started_at, counts, failure, hold from runs where ${column} = $1`
  const phases: Record<string, number> = {}
  for (let last = Date.now(); ;) {
    const { rows } = await client.query<Row>({ name: `watch by ${column}`, text, values: [id] })
    const at = Date.now()
    const run = rows[0]
    if (run && ENDED.has(run.state)) {
      const { id: runId, state, started_at: startedAt, counts, failure, hold } = run
      const trouble = failure ?? (state === 'held' ? hold : undefined)
      const told = trouble ? { trouble: JSON.stringify(trouble) } : {}
      return { runId, state, endedAt: at, ms: at - (startedAt?.getTime() ?? at), phases, counts, ...told }
    }
    if (run) phases[run.state] = (phases[run.state] ?? 0) + at - last
    last = at
    await setTimeout(WATCH_EVERY_MS)
  }
}
