// Taking a run in hand. Each try has a number; whoever ends a run says which try he is, so that of two workers that took
// the same run only one can end it.
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import type { Catalogue } from '@/lib/import-types/catalogue'
import type { ImportType } from '@/lib/import-types/import-type'
import { withCurrentNames } from '@/lib/mapping/current-names'
import type { FileMapping } from '@/lib/mapping/file-mapping'
import { now } from '@/lib/platform/clock'
import { db, Prisma } from '@/lib/platform/db'
import { fileMappingsSchema } from '@/lib/templates/template'
import { templateSettingsSchema, type TemplateSettings } from '@/lib/templates/template-settings'
import { approvalSchema, type Approval } from './approval'
import { runningStates } from './progress'

/** A run still under way at its next claim ended its worker. After so many tries it is given up. */
export const CRASHES_MAX = 3

/** One file as its template knows it. */
export type Member = { readonly type: ImportType; readonly mapping: FileMapping }

/** The version of the template that there is, as a replay or a shadow run is compared with it. */
export type ComparedVersion = {
  readonly version: number
  readonly members: readonly Member[]
  readonly settings: TemplateSettings
  /** The delivery that is read once more; null: a job's sample. */
  readonly deliveryId: string | null
  /** Of a shadow run: the live run of the same delivery, if it was applied. */
  readonly liveRunId: string | null
}

/** A run in hand, with everything its processing needs. */
export type ClaimedRun = {
  readonly id: string
  readonly accountId: string
  readonly purpose: 'delivery' | 'check' | 'import' | 'rollback' | 'replay' | 'shadow'
  /** A check of a file that a rehearsal login sent: its sender is told as of any file. */
  readonly isRehearsal: boolean
  /** The number of this try, from 1. */
  readonly attempt: number
  /** Full name, or bundle. */
  readonly importType: string
  readonly fileName: string
  /** What its account may import, as it stood when the run was taken. */
  readonly catalogue: Catalogue
  /** What is known of its files: one, or those of a bundle. */
  readonly members: readonly Member[]
  readonly settings: TemplateSettings
  readonly templateId: string | null
  readonly templateVersion: number | null
  readonly templateName: string | null
  readonly delivery: { readonly id: string; readonly receivedAt: Date; readonly sha256: string } | null
  readonly jobId: string | null
  /** What its sender finds in its outbox afterwards. */
  readonly replyFiles: 'none' | 'problems' | 'rows'
  /** What its rows are compared with beside the roster; such a run, as any check, changes nothing. */
  readonly compared: ComparedVersion | null
  /** Null once the bytes are destroyed. */
  readonly storageKey: string | null
  readonly timeZone: string
  readonly approval: Approval | null
  /** The job was changed since: the sample may be another one now. */
  readonly isOutdated: boolean
  /** The tries before this one ended their workers: it must not be read again. */
  readonly isUnsafe: boolean
}

/**
 * Takes a run that is queued, was left behind by a worker that died, or failed and is tried again.
 * @returns undefined if the run has ended, or waits for a person.
 */
export async function claimRun(runId: string): Promise<ClaimedRun | undefined> {
  const before = await db.run.findUnique({ where: { id: runId }, select: { state: true, attempts: true } })
  if (!before) return undefined
  const { count } = await db.run.updateMany({
    where: {
      id: runId,
      attempts: before.attempts,
      finishedAt: null,
      state: { in: ['queued', 'failed', ...runningStates] },
    },
    data: { state: 'reading', attempts: { increment: 1 }, startedAt: now(), failure: Prisma.DbNull },
  })
  if (count === 0) return undefined
  const row = await db.run.findUniqueOrThrow({ where: { id: runId }, include: withSource })
  const wasLeft = (runningStates as readonly string[]).includes(before.state)
  const catalogue = await catalogueOfAccount(row.accountId)
  return toClaimedRun(row, catalogue, await comparedWith(row, catalogue), wasLeft && before.attempts >= CRASHES_MAX)
}

/** A run as it would be taken in hand, for who reads its file once more; null: there is none such. */
export async function describeRun(runId: string): Promise<ClaimedRun | null> {
  const row = await db.run.findUnique({ where: { id: runId }, include: withSource })
  return row && toClaimedRun(row, await catalogueOfAccount(row.accountId), null, false)
}

const withSource = {
  account: { select: { timeZone: true } },
  template: { select: { name: true } },
  delivery: {
    select: {
      id: true,
      receivedAt: true,
      sha256: true,
      storageKey: true,
      transferLogin: { select: { replyFiles: true } },
    },
  },
  comparedDelivery: { select: { id: true, storageKey: true } },
  job: { select: { sampleStorageKey: true, revision: true } },
} satisfies Prisma.RunInclude

type Row = Prisma.RunGetPayload<{ include: typeof withSource }>

async function comparedWith(run: Row, catalogue: Catalogue): Promise<ComparedVersion | null> {
  const { templateId, comparedVersion } = run
  if (comparedVersion === null || templateId === null) return null
  const key = { templateId_version: { templateId, version: comparedVersion } }
  const version = await db.templateVersion.findUniqueOrThrow({ where: key })
  return {
    ...{ version: comparedVersion, members: membersIn(version.mapping, catalogue) },
    ...{ settings: templateSettingsSchema.parse(version.settings), deliveryId: run.comparedDeliveryId },
    liveRunId: run.purpose === 'shadow' ? await liveRunOf(run.comparedDeliveryId) : null,
  }
}

async function liveRunOf(deliveryId: string | null): Promise<string | null> {
  const where = { deliveryId: deliveryId ?? '', purpose: 'delivery' as const, state: 'applied' as const }
  const live = deliveryId && (await db.run.findFirst({ where, orderBy: { id: 'desc' }, select: { id: true } }))
  return live ? live.id : null
}

function membersIn(mapping: unknown, catalogue: Catalogue): Member[] {
  return fileMappingsSchema.parse(mapping).map((file) => {
    const type = catalogue.named(file.importType)
    if (!type) throw new Error(`a run is of the import type ${file.importType}, which there is not`)
    return { type, mapping: withCurrentNames(file, type) }
  })
}

function toClaimedRun(row: Row, catalogue: Catalogue, compared: ComparedVersion | null, isUnsafe: boolean): ClaimedRun {
  const { id, accountId, fileName, templateId, templateVersion, jobId, delivery } = row
  const isRehearsal = row.purpose === 'rehearsal'
  // Whatever must not apply a check must not apply a rehearsal.
  const purpose = row.purpose === 'rehearsal' ? 'check' : row.purpose
  return {
    ...{
      id,
      accountId,
      purpose,
      isRehearsal,
      fileName,
      templateId,
      templateVersion,
      jobId,
      compared,
      isUnsafe,
      catalogue,
    },
    members: membersIn(row.mapping, catalogue),
    replyFiles: delivery?.transferLogin.replyFiles ?? 'none',
    importType: row.importType,
    attempt: row.attempts,
    settings: templateSettingsSchema.parse(row.settings),
    templateName: row.template?.name ?? null,
    delivery: delivery && { id: delivery.id, receivedAt: delivery.receivedAt, sha256: delivery.sha256 },
    storageKey: storageKeyOf(row),
    isOutdated: row.job !== null && row.job.revision !== row.jobRevision,
    timeZone: row.account.timeZone,
    approval: approvalSchema.nullable().parse(row.approval),
  }
}

function storageKeyOf({ delivery, comparedDelivery, comparedDeliveryId, job }: Row): string | null {
  if (delivery) return delivery.storageKey
  return comparedDeliveryId ? (comparedDelivery?.storageKey ?? null) : (job?.sampleStorageKey ?? null)
}
