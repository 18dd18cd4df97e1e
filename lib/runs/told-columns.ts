// A column that stands elsewhere and is found by its name is told once: the night it moved, and not again while it stays.
import type { Issue } from '@/lib/issues/issue'
import { db } from '@/lib/platform/db'
import type { ClaimedRun } from './claim-run'
import { readColumnChanges } from './file-columns'
import type { RunFile } from './run-file'

/**
 * Those of the issues that the last run of this version of the template that told something has not told. Asks nothing where nothing moved.
 * @param moved of code header-column-order.
 */
export async function notYetTold(run: ClaimedRun, file: RunFile, moved: readonly Issue[]): Promise<readonly Issue[]> {
  const { templateId, templateVersion, purpose } = run
  if (moved.length === 0 || templateId === null || purpose !== 'delivery') return moved
  const last = await db.run.findFirst({
    where: {
      ...{ templateId, templateVersion, purpose, id: { not: run.id } },
      // A night on which nothing was told keeps nothing.
      NOT: { columnChanges: { equals: [] } },
    },
    orderBy: { finishedAt: 'desc' },
    select: { columnChanges: true },
  })
  const before = readColumnChanges(last?.columnChanges).find(({ name }) => name === file.name)
  const told = new Set(
    before?.changes.flatMap((change) =>
      change.kind === 'moved' ? [`${change.toPosition + 1} ${change.column}`] : [],
    ) ?? [],
  )
  return moved.filter(({ column, params }) => !told.has(`${String(params?.found)} ${column ?? ''}`))
}
