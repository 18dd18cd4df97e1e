// Runs as the history of a record names them: who changed it, by which file, when.
import { db } from '@/lib/platform/db'

export type RunReference = {
  readonly id: string
  readonly purpose: 'delivery' | 'check' | 'import' | 'rollback' | 'replay' | 'shadow' | 'rehearsal'
  readonly fileName: string
  readonly templateName: string | null
  readonly deliveryId: string | null
  /** The person or API key that asked for an undo; null: a file came. */
  readonly requestedBy: string | null
  /** Of an undo: the run that was undone. */
  readonly rollsBackRunId: string | null
  readonly finishedAt: Date | null
}

/** The runs of these ids that belong to the account. */
export async function runReferences(
  accountId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RunReference>> {
  const rows = await db.run.findMany({
    where: { accountId, id: { in: [...new Set(ids)] } },
    select: {
      ...{ id: true, purpose: true, fileName: true, deliveryId: true, requestedBy: true, rollsBackRunId: true },
      ...{ finishedAt: true, template: { select: { name: true } } },
    },
  })
  return new Map(rows.map(({ template, ...row }) => [row.id, { ...row, templateName: template?.name ?? null }]))
}
