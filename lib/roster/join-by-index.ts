import type pg from 'pg'

/**
 * Lets the planner look records up by their key, one for each of a few staged rows, and nothing else: after a large
 * import its statistics are of yesterday, and a plan that reads the whole table for them takes a hundred times as long.
 * @param few rows are staged, compared with the records of the type; if not, the planner is left alone.
 */
export async function joinByIndex<Result>(
  client: pg.ClientBase,
  few: boolean | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!few) return work()
  await client.query('set local enable_hashjoin = off; set local enable_mergejoin = off')
  // After an error the transaction is rolled back, and the settings with it.
  const result = await work()
  await client.query('set local enable_hashjoin = on; set local enable_mergejoin = on')
  return result
}
