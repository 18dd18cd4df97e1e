// The roster as it stands.
import { z } from 'zod'
import { importTypeNamed } from '@/lib/import-types'
import { readRecords, recordStates, type RosterRecord } from '@/lib/roster/records'
import { recordsCsv } from '@/lib/roster/records-csv'
import { attachment, CSV } from '@/app/api/_http/attachment'
import { momentSchema, shownMoment } from '@/app/api/_http/moment'
import { operation } from '@/app/api/_http/operation'
import { nextCursor, pageOf, pageQuery } from '@/app/api/_http/page'
import { refuse } from '@/app/api/_http/problem'

const recordSchema = z
  .object({
    key: z.string(),
    state: z.enum(recordStates),
    data: z.record(z.string(), z.unknown()),
    firstRun: z.string(),
    lastRun: z.string(),
    changedAt: momentSchema,
  })
  .meta({ id: 'Record' })

const shown = (record: RosterRecord) => ({ ...record, changedAt: shownMoment(record.changedAt) })

const list = operation({
  id: 'listRecords',
  method: 'GET',
  path: '/api/v1/accounts/{account}/records/{importType}',
  tag: 'roster',
  access: 'see-roster',
  query: z.object({
    ...pageQuery(z.string()),
    format: z.enum(['json', 'csv']).default('json'),
    key: z.string().max(2000).optional(),
    state: z.enum(recordStates).optional(),
    search: z.string().max(200).optional(),
  }),
  answer: { status: 200, schema: pageOf(recordSchema), media: ['text/csv'] },
  async handle({ account, params, query: { limit, cursor, format, ...wanted } }) {
    const type = importTypeNamed(params.importType)
    if (!type) return refuse('not-found')
    const filter = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
    if (format === 'csv')
      return attachment(recordsCsv(account.id, type, filter), `${type.name.replace('/', '-')}.csv`, CSV)
    const page = await readRecords(account.id, type, {
      ...filter,
      limit,
      ...(cursor === undefined ? {} : { after: cursor }),
    })
    return { items: page.items.map(shown), nextCursor: nextCursor(page.nextCursor) }
  },
})

export const recordOperations = { list }
