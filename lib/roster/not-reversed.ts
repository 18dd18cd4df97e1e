// The records an undo left as they are, and why: each is named, so that a person can look at it.
import { streamCsv } from '@/lib/csv/write-csv'
import { query } from '@/lib/platform/db'
import { keyText } from './record-data'
import { leftoverReasons, type LeftoverReason } from './rollback-plan'
import { runReferences, type RunReference } from './run-references'

export type Leftover = {
  readonly sequence: string
  readonly importType: string
  readonly key: string
  readonly reason: LeftoverReason
  /** Of a record that was changed since: the run that did so. */
  readonly changedBy: RunReference | null
}

const LIMIT_MAX = 1000

type Row = { sequence: string; import_type: string; key: string[]; reason: string; changed_by: string | null }

/**
 * Reads a page of what an undo did not reverse.
 * @param options.after the nextCursor of the page before.
 */
export async function notReversed(
  accountId: string,
  runId: string,
  { after, limit = 50 }: { after?: string; limit?: number } = {},
): Promise<{ items: Leftover[]; nextCursor: string | null }> {
  const take = Math.min(Math.max(1, limit), LIMIT_MAX)
  const rows = await query<Row>(
    `select sequence, import_type, key, reason, changed_by from roster.not_reversed
     where account_id = $1 and run_id = $2 and sequence > $3 order by sequence limit ${take + 1}`,
    [accountId, runId, /^\d{1,18}$/.test(after ?? '') ? after : 0],
  )
  const page = rows.slice(0, take)
  const changers = await runReferences(
    accountId,
    page.flatMap((row) => row.changed_by ?? []),
  )
  const items = page.map((row) => ({
    ...{ sequence: row.sequence, importType: row.import_type, key: keyText(row.key) },
    reason: leftoverReasons.find((reason) => reason === row.reason) ?? 'no-history',
    changedBy: changers.get(row.changed_by ?? '') ?? null,
  }))
  return { items, nextCursor: rows.length > take ? (items.at(-1)?.sequence ?? null) : null }
}

/** All of it as CSV. */
export function notReversedCsv(accountId: string, runId: string): AsyncGenerator<string> {
  return streamCsv(csvRows(accountId, runId), { safeForSpreadsheets: true, byteOrderMark: true })
}

async function* csvRows(accountId: string, runId: string) {
  yield ['importType', 'key', 'reason', 'changedByRun', 'changedByFile', 'changedAt']
  for (let after: string | undefined; ;) {
    const { items, nextCursor } = await notReversed(accountId, runId, { after, limit: LIMIT_MAX })
    for (const { importType, key, reason, changedBy } of items) {
      const at = changedBy?.finishedAt?.toISOString() ?? null
      yield [importType, key, reason, changedBy?.id ?? null, changedBy?.fileName ?? null, at]
    }
    if (nextCursor === null) return
    after = nextCursor
  }
}
