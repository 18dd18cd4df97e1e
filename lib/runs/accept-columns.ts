// A person's answer to a run that is held because of its columns: the proposed mapping becomes the template's next version
// and the held file is read with it; or the file is read with the template as somebody has changed it meanwhile. An answer
// to what is no longer so is refused.
import type pg from 'pg'
import { holdReasonSchema } from '@/lib/changes/thresholds'
import type { FileMapping } from '@/lib/mapping/file-mapping'
import { now } from '@/lib/platform/clock'
import { clientOf, type Prisma, type Tx } from '@/lib/platform/db'
import { fileMappingsSchema, withVersion, type Template } from '@/lib/templates/template'
import { templateSettingsSchema } from '@/lib/templates/template-settings'
import { writeVersion } from '@/lib/templates/update-template'
import type { Approval } from './approval'
import { readColumnChanges } from './file-columns'
import { noCounts } from './run-counts'
import { cameAfter } from './same-file'

/** The columns as proposed, from now on; or those of the template as it is now. */
export const columnAnswers = ['proposed', 'template'] as const
export type ColumnAnswer = (typeof columnAnswers)[number]

export type ColumnAnswerInput = {
  readonly by: string
  /** The member who answers; null for a program. */
  readonly memberId?: string | null
  /** If left out, what was proposed. */
  readonly columns?: ColumnAnswer
  /** The version of the template that was shown beside the proposal: refused if the run has another one by now. */
  readonly seenVersion?: number
}

export type ColumnRefusal =
  'template-gone' | 'template-changed' | 'template-unchanged' | 'columns-unclear' | 'newer-delivery'

type HeldRun = Prisma.RunGetPayload<{ include: { delivery: true } }>

type NextRun = {
  readonly mapping: FileMapping[]
  readonly settings: object
  readonly templateVersion: number
  readonly approval: Approval
}

/** Whether a run waits because of its columns. */
export function isHeldForColumns({ state, hold }: { state: string; hold: unknown }): boolean {
  return state === 'held' && holdReasonSchema.safeParse(hold).data?.reason === 'columns'
}

/**
 * Locks a run and its template until the transaction ends: of two answers, to one hold or to two of the same template,
 * the second sees what the first has made of it.
 */
export async function lockHold(
  tx: Tx,
  run: { readonly id: string; readonly templateId: string | null },
): Promise<void> {
  const client: pg.ClientBase = await clientOf(tx)
  await client.query('select from templates where id = $1 for update', [run.templateId])
  await client.query('select from runs where id = $1 for update', [run.id])
}

/** What the held run goes on with. The caller has locked it and ends the hold. */
export async function acceptColumns(
  tx: Tx,
  run: HeldRun,
  answer: ColumnAnswerInput,
): Promise<{ ok: true; next: NextRun } | { ok: false; reason: ColumnRefusal }> {
  const row = await tx.template.findFirst({ where: { id: run.templateId ?? '', deletedAt: null } })
  if (!row) return { ok: false, reason: 'template-gone' }
  const template = await withVersion(row, tx)
  if (answer.seenVersion !== undefined && answer.seenVersion !== run.templateVersion) {
    return { ok: false, reason: 'template-changed' }
  }
  const isSame = template.version === run.templateVersion
  if (answer.columns === 'template') {
    return isSame ? { ok: false, reason: 'template-unchanged' } : { ok: true, next: nextRun(run, template, answer) }
  }
  if (!isSame) return { ok: false, reason: 'template-changed' }
  const hold = holdReasonSchema.safeParse(run.hold).data
  if (hold?.reason !== 'columns' || !hold.isProposed) return { ok: false, reason: 'columns-unclear' }
  if (await hasNewerDelivery(tx, run)) return { ok: false, reason: 'newer-delivery' }
  const { accountId, id: runId } = run
  const { template: changed } = await writeVersion(tx, {
    ...{ accountId, templateId: template.id, updatedById: answer.memberId ?? null },
    ...{ change: { mapping: proposedMapping(run) }, why: { origin: { kind: 'accepted-columns', runId } } },
  })
  return { ok: true, next: nextRun(run, changed, answer) }
}

function nextRun(run: HeldRun, { mapping, settings, version }: Template, { by, columns }: ColumnAnswerInput): NextRun {
  // The proposals are part of the version now.
  const files = readColumnChanges(run.columnChanges).map((file) => ({ ...file, proposed: null }))
  const approval: Approval = {
    ...{ by, at: now().toISOString(), counts: noCounts, files: [] },
    columns: { answer: columns ?? 'proposed', version, files },
  }
  return { mapping, settings, templateVersion: version, approval }
}

function proposedMapping(run: HeldRun): FileMapping[] {
  const proposed = new Map(readColumnChanges(run.columnChanges).map((file) => [file.name, file.proposed]))
  const files = fileMappingsSchema.parse(run.mapping)
  // The only file is known by the name it was delivered under.
  return files.map(
    (file) => proposed.get(files.length === 1 ? run.fileName : file.name) ?? proposed.get(file.name) ?? file,
  )
}

/** A full file says all there is to say: then the newest one is to be answered, and its answer settles the older ones. */
async function hasNewerDelivery(tx: Tx, { delivery, templateId, settings }: HeldRun): Promise<boolean> {
  if (!delivery || templateSettingsSchema.parse(settings).mode !== 'full') return false
  const newer = await tx.delivery.findFirst({
    where: {
      AND: [
        { templateId, isRehearsal: false, ...cameAfter(delivery) },
        { OR: [{ state: { in: ['received', 'queued', 'processing'] } }, { runs: { some: { state: 'held' } } }] },
      ],
    },
    select: { id: true },
  })
  return newer !== null
}
