// What a reply with rows needs of a run: which row was added, changed or rejected. It is known while the rows are staged,
// and collected only where the reply is small enough to hold them.
import type pg from 'pg'
import { packResults, type RowResult } from '@/lib/outbox-files/row-results'
import { PLANNED } from '@/lib/roster/planned-tables'
import { stageOf } from '@/lib/roster/stage'
import { rosterTableOf } from '@/lib/roster/table-names'
import type { ClaimedRun } from './claim-run'
import type { PlannedRows } from './import-file'
import type { RunFiles } from './run-file'

/** The largest file whose rows are sent back, unpacked, in bytes: about 300,000 people. Of a larger one the problems are. */
const REPLY_ROWS_BYTES_MAX = 64 * 1024 * 1024

export type ReplyResults = {
  /** Takes them down, in the transaction in which the rows are staged. */
  planned(rows: PlannedRows): Promise<void>
  /** Undefined: no file was planned. */
  packed(): Buffer | undefined
}

/** @returns undefined if the run gets no reply with rows. A bundle's files have no columns in common. */
export function replyResults(
  { replyFiles }: Pick<ClaimedRun, 'replyFiles'>,
  { files, bytesTotal }: RunFiles,
  client: pg.ClientBase,
): ReplyResults | undefined {
  if (!sendsRows({ replyFiles }, { files, bytesTotal })) return undefined
  let packed: Buffer | undefined
  return {
    async planned({ file, plan }) {
      const table = rosterTableOf(file.type)
      const unlike = plan.isFirst ? unlikeAdded(stageOf(table)) : unlikeUnchanged(stageOf(table))
      const { rows } = await client.query<{ line: number; result: RowResult }>(`${unlike} order by 1`)
      packed = packResults(
        plan.isFirst ? 'added' : 'unchanged',
        rows.map(({ line, result }) => [line, result]),
      )
    },
    packed: () => packed,
  }
}

/** Yesterday's file again: it is not read, and no row of it says anything new. */
export function resultsOfSameFile(run: Pick<ClaimedRun, 'replyFiles'>, opened: RunFiles): Buffer | undefined {
  return sendsRows(run, opened) ? packResults('unchanged', []) : undefined
}

function sendsRows(
  { replyFiles }: Pick<ClaimedRun, 'replyFiles'>,
  { files, bytesTotal }: Pick<RunFiles, 'files' | 'bytesTotal'>,
): boolean {
  return replyFiles === 'rows' && files.length === 1 && bytesTotal <= REPLY_ROWS_BYTES_MAX
}

/** The account had no record of the type: every good row is a new one. */
const unlikeAdded = (stage: string) => `
  select _line::float8 as line, case when _rejected then 'rejected' else 'unchanged' end as result
  from ${stage} where _rejected or _repeated or _deactivates`

const unlikeUnchanged = (stage: string) => `
  select _line::float8 as line, case _kind when 'returned' then 'added' else _kind end as result
  from ${PLANNED} where _kind in ('added', 'returned', 'changed', 'deactivated')
  union all select _line::float8, 'rejected' from ${stage} where _rejected`
