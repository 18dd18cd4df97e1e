// The first records an account gets of a type. There is nothing to compare them with, so good rows go straight into the
// table as they are read, in the transaction that may still take all of them back. What is not simply a new record is
// staged beside them: rows that were rejected, that say their record has gone, or whose key was met before.
//
// Once the file has been read, rows that turn out to share something with others are moved to the stage, too; when that
// is settled, the stage is shown as one again: everything that asks about staged rows finds all of them there.
import pg from 'pg'
import { ANALYZE_ROWS_MIN, analyzeRecords } from './analyze-records'
import { emptyPiece, putBytes } from './copy-piece'
import { copyRows, type CopyRows } from './copy-rows'
import { collectNamedValues, type NamedValues } from './named-values'
import { sameKey } from './planned-tables'
import { analyzeStage, createStage, stageNameOf, stageOf, stagedColumns, type Stage } from './stage'
import { recordColumns, recordEncoder, recordHead, rowEncoder, type NewRecords } from './staged-row'
import { qualified, quoted, type RosterTable } from './table-names'

/** Beyond this many rows their keys come in too random an order for the index; those are staged and inserted sorted. */
const ROWS_MAX = 4_000_000

/** The rows beside are sent when there are so many bytes of them: each time one COPY ends and another begins. */
const BESIDE_BYTES = 1024 ** 2

/** A file with more trouble than this has its references looked up in the database. */
const KEYS_BESIDE_MAX = 50_000

export type FirstLoad = Stage & {
  readonly of: NewRecords
  /** Rows in the table, after close(). */
  loaded: number
  /** Rows staged beside them. */
  beside: number
  /** What the loaded rows name, for as long as it is known to be that. */
  named: NamedValues | undefined
}

/**
 * Whether rows of the type may be loaded so. Keys that are not texts may be the same for the database and not for us.
 * The client's transaction must hold the lock of account and type.
 */
export async function mayLoadFirst(
  client: pg.ClientBase,
  table: RosterTable,
  { accountId, rowsExpected }: { readonly accountId: string; readonly rowsExpected: number },
): Promise<boolean> {
  if (rowsExpected > ROWS_MAX || !table.key.every(({ sqlType }) => sqlType === 'text')) return false
  const { rows } = await client.query(`select from ${qualified(table)} where account_id = $1 limit 1`, [accountId])
  return rows.length === 0
}

/**
 * Begins it. The client must do nothing else until it is closed.
 * @param isSure whether every key met before is still known.
 */
export async function openFirstLoad(
  client: pg.ClientBase,
  table: RosterTable,
  of: NewRecords,
  isSure: () => boolean,
): Promise<FirstLoad> {
  await createStage(client, table)
  const head = recordHead(of)
  const encode = recordEncoder(table, head)
  const encodeBeside = rowEncoder(table)
  const named = collectNamedValues(table)
  let beside = emptyPiece(BESIDE_BYTES / 16)
  let copy = begin()

  function begin(): CopyRows {
    return copyRows(client, qualified(table), recordColumns(table))
  }
  const sendBeside = async () => {
    load.loaded += await copy.close()
    copy = copyRows(client, stageOf(table), stagedColumns(table))
    putBytes(copy.piece(), beside.bytes.subarray(0, beside.at))
    beside = emptyPiece(BESIDE_BYTES / 16)
    load.beside += await copy.close()
  }
  const load: FirstLoad = {
    ...{ of, head, named, loaded: 0, beside: 0 },
    write(row) {
      if (row.rejected || row.deactivates || row.repeats || !isSure()) {
        encodeBeside(beside, row)
        return beside.at >= BESIDE_BYTES ? sendBeside().then(() => void (copy = begin())) : undefined
      }
      encode(copy.piece(), row)
      named.takeRow(row.values, row.line)
      return copy.rowAdded()
    },
    writePlain: (plain, rows, row) => isSure() && plain(copy.piece(), rows, row) && (copy.rowAdded() ?? true),
    async close() {
      await sendBeside()
      if (load.loaded > ANALYZE_ROWS_MIN) await analyzeRecords(client, table)
      await analyzeStage(client, table)
      return load.loaded + load.beside
    },
    abort: () => copy.abort(),
  }
  return load
}

/**
 * Moves to the stage what shares something with another row: its key, if there are such rows, or a value that must be
 * unique; and a row that is the header once more.
 */
export async function stageShared(
  client: pg.ClientBase,
  table: RosterTable,
  load: FirstLoad,
  { sharesKeys, headerKey }: { readonly sharesKeys: boolean; readonly headerKey: readonly string[] | undefined },
): Promise<void> {
  const move = async (condition: string, values: readonly string[] = []) => {
    const moved = await moveToStage(client, table, load, condition, values)
    load.loaded -= moved
    load.beside += moved
    // A row that may yet be rejected names nothing.
    if (moved > 0) load.named = undefined
  }
  if (sharesKeys) load.named = undefined
  if (sharesKeys) await move(`exists (select from ${stageOf(table)} s where ${sameKey(table, 's', 'r')})`)
  if (headerKey) {
    await move(table.key.map(({ column }, index) => `r.${quoted(column)} = $${index + 2}`).join(' and '), headerKey)
  }
  for (const { column, field } of table.columns) {
    if (!field.unique || (table.key.length === 1 && table.key[0]?.column === column)) continue
    const name = quoted(column)
    await move(`r.${name} in (
      select ${name} from (
        select ${name} from ${qualified(table)} where account_id = $1
        union all select ${name} from ${stageOf(table)}) everywhere
      where ${name} is not null group by 1 having count(*) > 1)`)
  }
}

async function moveToStage(
  client: pg.ClientBase,
  table: RosterTable,
  { of }: FirstLoad,
  condition: string,
  values: readonly string[],
): Promise<number> {
  const { rowCount } = await client.query(
    `with moved as (delete from ${qualified(table)} r where r.account_id = $1 and ${condition} returning *)
     insert into ${stageOf(table)} (${stagedColumns(table).join(', ')}) select ${asStaged(table)} from moved`,
    [of.accountId, ...values],
  )
  return rowCount ?? 0
}

/** A loaded record with the columns of a staged row. */
function asStaged(table: RosterTable): string {
  const cells = table.columns.map(({ column }) => quoted(column)).join(', ')
  return `last_line, nullif(row_hash, '\\x00'), false, false, ${cells}`
}

/**
 * The keys of the rows beside the loaded ones, in a type with a key of one field; undefined if they are too many.
 * To be asked before all are shown as one.
 */
export async function keysBeside(
  client: pg.ClientBase,
  table: RosterTable,
  { beside }: FirstLoad,
): Promise<ReadonlySet<string> | undefined> {
  const [key, other] = table.key
  if (!key || other || beside > KEYS_BESIDE_MAX) return undefined
  const { rows } = await client.query<{ key: string }>(
    `select distinct ${quoted(key.column)} as key from ${stageOf(table)}`,
  )
  return new Set(rows.map((row) => row.key))
}

/** The rows beside the loaded ones, as SQL takes it, once all are shown as one. */
export const besideOf = (table: RosterTable) => `pg_temp.${besideNameOf(table)}`

const besideNameOf = (table: RosterTable) => quoted(`beside_${table.name}`.slice(0, 63))

/** Shows the loaded rows and those beside them as the stage. */
export async function showAsStage(client: pg.ClientBase, table: RosterTable, { of, beside }: FirstLoad): Promise<void> {
  const columns = stagedColumns(table).join(', ')
  const account = pg.escapeLiteral(of.accountId)
  // A temporary table can be read by one process only, and so can all that it stands beside.
  const isNeeded = beside > 0 ? 'true' : 'false'
  await client.query(`alter table ${stageOf(table)} rename to ${besideNameOf(table)}`)
  await client.query(`
    create temporary view ${stageNameOf(table)} (${columns}, _repeated) as
      select ${asStaged(table)}, false from ${qualified(table)} where account_id = ${account}
      union all select ${columns}, _repeated from ${besideOf(table)} where ${isNeeded}`)
}
