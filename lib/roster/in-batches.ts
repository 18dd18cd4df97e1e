// Reads a large answer of PostgreSQL piece by piece, through a cursor of the open transaction.
import type pg from 'pg'

const BATCH_ROWS = 5000

/** Yields the rows of a query in batches. The client must be in a transaction; one query at a time. */
export async function* inBatches<Row extends pg.QueryResultRow>(
  client: pg.ClientBase,
  sql: string,
  values: unknown[] = [],
): AsyncGenerator<Row[]> {
  await client.query(`declare batches no scroll cursor for ${sql}`, values)
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${BATCH_ROWS} from batches`)
    if (rows.length > 0) yield rows
    if (rows.length < BATCH_ROWS) break
  }
  await client.query('close batches')
}
