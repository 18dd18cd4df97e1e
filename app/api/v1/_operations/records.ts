// The roster as it stands, or stood; and the history of each record.
import { z } from 'zod'
import type { Account } from '@/lib/accounts/account'
import { importTypeOf } from '@/lib/custom-types/account-types'
import { now } from '@/lib/platform/clock'
import { historyRefusal, pastAt, type Past } from '@/lib/roster/as-of'
import { asOfMoment } from '@/lib/roster/as-of-moment'
import { eventKinds, recordHistory, type HistoryEvent } from '@/lib/roster/record-history'
import { readRecords, recordStates, type RosterRecord } from '@/lib/roster/records'
import { recordsCsv } from '@/lib/roster/records-csv'
import type { Locale } from '@/lib/words/locales'
import { translate } from '@/lib/words/translate'
import { attachment, CSV } from '@/app/api/_http/attachment'
import { momentSchema, shownMoment } from '@/app/api/_http/moment'
import { operation } from '@/app/api/_http/operation'
import { nextCursor, pageOf, pageQuery } from '@/app/api/_http/page'
import { isRefusal, refuse, wrongInput, type Refusal } from '@/app/api/_http/problem'

const KEY_LENGTH_MAX = 2000

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
    key: z.string().max(KEY_LENGTH_MAX).optional(),
    state: z.enum(recordStates).optional(),
    search: z.string().max(200).optional(),
    asOf: z
      .string()
      .max(40)
      .optional()
      .describe(
        'the roster as it stood at a moment, or at the end of a date (YYYY-MM-DD) in the time zone of the account',
      ),
  }),
  answer: { status: 200, schema: pageOf(recordSchema), media: ['text/csv'] },
  async handle({ account, params, query: { limit, cursor, format, asOf, ...wanted }, locale }) {
    const type = await importTypeOf(account.id, params.importType)
    if (!type) return refuse('not-found')
    const past = await pastOf(account, asOf, locale)
    if (isRefusal(past)) return past
    const given = { ...wanted, past }
    const filter = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    if (format === 'csv')
      return attachment(recordsCsv(account.id, type, filter), `${type.name.replace('/', '-')}.csv`, CSV)
    const page = await readRecords(account.id, type, {
      ...filter,
      limit,
      ...(cursor === undefined ? {} : { after: cursor }),
    })
    if (past && (await historyRefusal(account.id, past.at))) return refuse('history-gone')
    return { items: page.items.map(shown), nextCursor: nextCursor(page.nextCursor) }
  },
})

async function pastOf(account: Account, asOf: string | undefined, locale: Locale): Promise<Past | Refusal | undefined> {
  if (asOf === undefined) return undefined
  const at = asOfMoment(asOf, account.timeZone, now())
  if (!at) return wrongInput('query', '/asOf', translate(locale, 'api.input.asOf'))
  const asked = await pastAt(account.id, at)
  if (asked.ok) return asked.past
  if (asked.refusal.reason === 'history-gone') return refuse('history-gone')
  return wrongInput('query', '/asOf', translate(locale, 'api.input.asOfFuture'))
}

const eventSchema = z
  .object({
    kind: z.enum(eventKinds),
    at: momentSchema,
    run: z
      .object({
        id: z.uuid(),
        purpose: z.enum(['delivery', 'check', 'import', 'rollback', 'replay', 'shadow', 'rehearsal']),
        fileName: z.string(),
        template: z.string().nullable(),
        delivery: z.uuid().nullable(),
        requestedBy: z.string().nullable(),
        rollsBack: z.uuid().nullable(),
      })
      .nullable(),
    line: z.int().nullable(),
    state: z.enum(recordStates).nullable(),
    differences: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  })
  .meta({ id: 'RecordEvent' })

const shownEvent = ({ kind, at, run, line, state, differences }: HistoryEvent) => ({
  ...{ kind, line, state, differences, at: shownMoment(at) },
  run: run
    ? {
        ...{ id: run.id, purpose: run.purpose, fileName: run.fileName, template: run.templateName },
        ...{ delivery: run.deliveryId, requestedBy: run.requestedBy, rollsBack: run.rollsBackRunId },
      }
    : null,
})

const history = operation({
  id: 'listRecordHistory',
  method: 'GET',
  path: '/api/v1/accounts/{account}/records/{importType}/history',
  tag: 'roster',
  access: 'see-roster',
  query: z.object({ ...pageQuery(z.string().regex(/^\d{1,9}$/)), key: z.string().min(1).max(KEY_LENGTH_MAX) }),
  answer: { status: 200, schema: pageOf(eventSchema) },
  async handle({ account, params, query: { limit, cursor, key } }) {
    const type = await importTypeOf(account.id, params.importType)
    const before = cursor === undefined ? {} : { before: Number(cursor) }
    const told = type && (await recordHistory(account.id, type, key, { limit, ...before }))
    if (!told) return refuse('not-found')
    return {
      items: told.events.map(shownEvent),
      nextCursor: nextCursor(told.nextCursor === null ? null : String(told.nextCursor)),
    }
  },
})

export const recordOperations = { list, history }
