// For tests only: a template that keeps its files, and replays of it that are processed at once.
import { rowDifferenceKinds, type DifferenceKind } from '@/lib/roster/difference-kinds'
import { runDifferences } from '@/lib/roster/run-differences'
import { comparedRows, readComparison } from './comparison'
import { processRun } from './process'
import { runById, type Run } from './run'
import { startReplay, type ReplayRequest } from './start-replay'
import { mappingOf, never, type District } from './test-district'

export const replayedHeader = 'Student ID,First Name,Last Name,School ID'

/** The mapping of the students' file, with one column for another field, or for none. */
export function studentMapping(changes: Readonly<Record<string, string | null>> = {}) {
  const mapping = mappingOf('visitor-aware/students', 'students.csv', replayedHeader.split(','))
  const columns = mapping.columns.map((column) =>
    Object.hasOwn(changes, column.header) ? { ...column, field: changes[column.header] ?? null } : column,
  )
  return [{ ...mapping, columns }]
}

/** Replays over kept deliveries and waits for their ends, in the order they were queued. */
export async function replay(
  district: District,
  request: Omit<ReplayRequest, 'accountId' | 'by'>,
): Promise<(Run & { differs: Awaited<ReturnType<typeof differencesOf>> })[]> {
  const started = await startReplay({ accountId: district.accountId, by: 'Dana Whitfield', ...request })
  if (!started.ok) throw new Error(started.reason)
  const runs = []
  for (const runId of started.runIds) {
    await processRun(runId, never)
    const run = await runById(district.accountId, runId)
    if (!run) throw new Error('no run')
    runs.push({ ...run, differs: await differencesOf(runId) })
  }
  return runs
}

/** Kind, line, key, before and after. */
export async function differencesOf(runId: string, kinds: readonly DifferenceKind[] = rowDifferenceKinds) {
  const found = await runDifferences(runId, { kinds, limit: 1000 })
  return found.map(({ kind, line, key, before, after }) => [kind, line, key, before, after])
}

export function rowsOf(run: { comparison: unknown }) {
  const comparison = readComparison(run.comparison)
  if (!comparison) throw new Error('no comparison')
  return comparedRows(comparison)
}
