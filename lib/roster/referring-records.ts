// The records that name a record: the visitors of a student, the students of a guardian, the classes of a teacher.
//
// Where the field they name it by is the first of their key, or says that it is looked up (Field.lookup), an index finds
// them. Elsewhere, in files as large as enrollments, an index would cost a third of the time of the first import for a
// question that is seldom asked; so their table is read, a million records in about two tenths of a second, and nobody
// waits for longer than SECONDS_MAX.
import type pg from 'pg'
import type { Field, ImportType } from '@/lib/import-types/import-type'
import { typeReferredTo } from '@/lib/import-types/catalogue'
import { connectClient, query } from '@/lib/platform/db'
import { type RecordData } from './record-data'
import { recordCondition } from './record-filter'
import { keyColumns } from './record-key'
import { toRecord, type RecordCounts, type RecordPage, type RecordRow } from './records'
import { valuesOf } from './referred-records'
import { qualified, quoted, rosterTableOf } from './table-names'

/** A type whose records may name a record, and the fields by which they do. */
export type Referring = { readonly type: ImportType; readonly fields: readonly Field[] }

export type Referrers = RecordPage & { readonly counts: RecordCounts }

type ReadingOptions = {
  readonly after?: string | undefined
  readonly limit?: number
  readonly secondsMax?: number
}

const SECONDS_MAX = 4
/** PostgreSQL's code of a statement that was stopped. */
const STOPPED = '57014'

/**
 * The types whose records may name those of a type, as far as the account has any of them.
 * @param types all types of the account.
 */
export async function typesReferringTo(
  accountId: string,
  type: ImportType,
  types: readonly ImportType[],
): Promise<Referring[]> {
  const found = types.flatMap((from): Referring[] => {
    const fields = from.fields.filter(
      ({ reference, discarded }) =>
        reference && !discarded && typeReferredTo(from, reference.importType)?.name === type.name,
    )
    return fields.length > 0 ? [{ type: from, fields }] : []
  })
  if (found.length === 0) return []
  const asked = found.map(
    ({ type: from }, index) =>
      `select ${index} as index where exists (select from ${qualified(rosterTableOf(from))} where account_id = $1)`,
  )
  const rows = await query<{ index: number }>(asked.join(' union all '), [accountId])
  const filled = new Set(rows.map(({ index }) => index))
  return found.filter((_, index) => filled.has(index))
}

/**
 * Reads a page of the records that name a record.
 * @param data of the record that is named.
 * @param options.after the nextCursor of the page before.
 * @param options.secondsMax after which it is given up.
 * @returns undefined if it took too long to find them.
 */
export async function readReferrers(
  accountId: string,
  { type, fields }: Referring,
  data: RecordData,
  { after, limit = 10, secondsMax = SECONDS_MAX }: ReadingOptions = {},
): Promise<Referrers | undefined> {
  const table = rosterTableOf(type)
  const values: unknown[] = [accountId]
  const names = fields.flatMap(({ name, reference }) => {
    const column = table.columns.find(({ field }) => field.name === name)
    const [value] = reference ? valuesOf(data, reference.field) : []
    if (!column || value === undefined) return []
    const place = `$${values.push(value)}::text`
    const own = `r.${quoted(column.column)}`
    if (column.sqlType === 'text[]') return [`${own} @> array[${place}]`]
    // As it is only where it is a text already, so that an index of it is used.
    return [`${column.sqlType === 'text' ? own : `${own}::text`} = ${place}`]
  })
  if (names.length === 0) return { items: [], nextCursor: null, counts: { active: 0, inactive: 0 } }
  const naming = `r.account_id = $1 and (${names.join(' or ')})`
  const page = recordCondition(table, {}, { ...(after === undefined ? {} : { after }), values })
  if (!page) return { items: [], nextCursor: null, counts: { active: 0, inactive: 0 } }
  return withinSeconds(secondsMax, async (client) => {
    const counted = await client.query<RecordCounts>(
      `select count(*) filter (where r.state = 'active')::float8 as active,
         count(*) filter (where r.state <> 'active')::float8 as inactive from ${qualified(table)} r where ${naming}`,
      values,
    )
    const { rows } = await client.query<{ record: RecordRow }>(
      `select to_jsonb(r) as record from ${qualified(table)} r where ${naming} and ${page.text}
       order by ${keyColumns(table, 'r')} limit ${limit + 1}`,
      page.values,
    )
    const items = rows.slice(0, limit).map(({ record }) => toRecord(table, record))
    const nextCursor = rows.length > limit ? (items.at(-1)?.key ?? null) : null
    return { items, nextCursor, counts: counted.rows[0] ?? { active: 0, inactive: 0 } }
  })
}

/** Does some reading that is given up when it takes too long. */
async function withinSeconds<T>(
  secondsMax: number,
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T | undefined> {
  const client = await connectClient()
  try {
    await client.query('begin read only')
    await client.query(`set local statement_timeout = ${Math.round(secondsMax * 1000)}`)
    const result = await work(client)
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    const isStopped = (error as { code?: string }).code === STOPPED
    if (isStopped) await client.query('rollback')
    client.release(!isStopped)
    if (isStopped) return undefined
    throw error
  }
}
