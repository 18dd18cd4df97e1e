import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ImportType } from '@/lib/import-types/import-type'
import { db } from '@/lib/platform/db'
import { countAllStood, countStood, historyRefusal, pastAt } from './as-of'
import { countRecords, readRecords, type RecordFilter } from './records'
import { recordsCsv } from './records-csv'
import { rosterTableOf } from './table-names'
import { ensureRosterTables } from './tables'
import { importRows } from './test-import'
import { undoRun } from './test-rollback'

const words = { en: 'Word', es: 'Palabra' }
const field = (name: string, kind: 'id' | 'text' = 'text') => ({ name, title: words, kind })
const pupils: ImportType = {
  ...{ name: 'test/past', family: 'test', title: words, description: words, fileNames: [], source: '', examples: [] },
  key: ['school', 'id'],
  fields: [field('school', 'id'), field('id', 'id'), field('name')],
}
const DAY = 86_400_000
const START = Date.parse('2026-08-01T12:00:00Z')
let accountId: string
let day: number

beforeAll(() => ensureRosterTables([pupils]))
beforeEach(newAccount)

async function newAccount() {
  const slug = randomUUID().slice(0, 13)
  accountId = (await db.account.create({ data: { name: slug, slug, state: 'tx', timeZone: 'UTC' } })).id
  day = 0
}

type Row = { id: string; name: string | null }
const row = (id: string, name: string): Row => ({ id, name })

/** A run of the day, known to the tables of Rollcall; the days go by at noon. */
async function runOfToday(undoes?: string): Promise<string> {
  const login = { name: randomUUID(), sftpUserName: randomUUID(), ftpsUserName: randomUUID(), passwordHash: '' }
  const file = { fileName: 'x.csv', via: 'sftp' as const, size: 1, sha256: '', eventId: randomUUID() }
  const delivery = undoes
    ? undefined
    : await db.delivery.create({
        data: {
          ...file,
          account: { connect: { id: accountId } },
          transferLogin: { create: { ...login, accountId } },
        },
      })
  const origin = undoes ? { purpose: 'rollback' as const, rollsBackRunId: undoes } : { purpose: 'delivery' as const }
  const run = await db.run.create({
    data: {
      ...{ ...origin, accountId, deliveryId: delivery?.id ?? null, importType: pupils.name, fileName: 'x.csv' },
      ...{ mapping: [], settings: {}, state: 'applied', finishedAt: new Date(START + day++ * DAY) },
    },
  })
  return run.id
}

async function deliver(rows: Row[], mode: 'full' | 'partial' = 'full', templateId = accountId) {
  const runId = await runOfToday()
  const given = rows.map(({ id, name }) => ({ values: ['012', id, name] }))
  await importRows(pupils, given, { accountId, templateId, mode, runId })
  return runId
}

async function undo(runId: string) {
  const run = await db.run.findUniqueOrThrow({ where: { id: runId } })
  const id = await runOfToday(runId)
  await undoRun(pupils, { accountId, runId, isRollback: run.purpose === 'rollback' }, id)
  return id
}

/** The evening of a day, counted from 0. */
const evening = (number: number) => ({ at: new Date(START + number * DAY + DAY / 2) })

async function pages(options: RecordFilter & { past?: { at: Date } } = {}, limit = 2) {
  const seen = []
  for (let after: string | undefined; ;) {
    const { items, nextCursor } = await readRecords(accountId, pupils, { ...options, after, limit })
    seen.push(...items)
    if (nextCursor === null) return seen
    after = nextCursor
  }
}

describe('the roster as of a moment', () => {
  it('is what stood then, whatever was changed, added, gone, undone and brought back since', async () => {
    await deliver([row('1', 'Ada'), row('2', 'Ben')])
    const second = await deliver([row('1', 'Eve'), row('3', 'Cy')])
    await undo(await undo(second))
    await undo(await deliver([row('4', 'Dee')], 'partial'))
    const namesOf = async (number: number) =>
      (await pages({ past: evening(number) })).map(({ data, state }) => `${String(data.name)} ${state}`)
    expect(await namesOf(-1)).toEqual([])
    expect(await namesOf(0)).toEqual(['Ada active', 'Ben active'])
    expect(await namesOf(1)).toEqual(['Eve active', 'Ben inactive', 'Cy active'])
    expect(await namesOf(2)).toEqual(['Ada active', 'Ben active'])
    expect(await namesOf(3)).toEqual(['Eve active', 'Ben inactive', 'Cy active'])
    expect(await namesOf(4)).toEqual(['Eve active', 'Ben inactive', 'Cy active', 'Dee active'])
    expect(await namesOf(5)).toEqual(['Eve active', 'Ben inactive', 'Cy active'])
  })

  it('is found by key, state and text, and written as CSV, as the records were then', async () => {
    await deliver([row('1', 'Ada'), row('2', 'Ben')])
    await undo(await deliver([row('7', 'Gus')], 'partial'))
    await deliver([row('1', 'Eve')])
    const past = evening(1)
    const namesOf = async (filter: RecordFilter) => (await pages({ ...filter, past })).map(({ data }) => data.name)
    expect(await namesOf({ search: 'ad' })).toEqual(['Ada'])
    expect(await namesOf({ search: 'eve' })).toEqual([])
    expect(await namesOf({ search: 'gus' })).toEqual(['Gus'])
    expect(await namesOf({ key: '["012","7"]' })).toEqual(['Gus'])
    expect(await namesOf({ state: 'inactive' })).toEqual([])
    let csv = ''
    for await (const piece of recordsCsv(accountId, pupils, { past })) csv += piece
    expect(csv.trim().split('\r\n').slice(1)).toEqual(['012,1,Ada', '012,2,Ben', '012,7,Gus'])
    expect(await countAllStood(accountId, [pupils], past)).toEqual([{ type: pupils, active: 3, inactive: 0 }])
  })

  it('is refused for a moment that has not come, and for one the history does not reach', async () => {
    const first = await deliver([row('1', 'Ada')])
    const tomorrow = new Date(Date.now() + DAY)
    expect(await pastAt(accountId, tomorrow)).toEqual({ ok: false, refusal: { reason: 'future' } })
    expect(await pastAt(accountId, evening(-1).at)).toMatchObject({ ok: true })
    await db.run.update({ where: { id: first }, data: { historyGoneAt: new Date() } })
    const refusal = { reason: 'history-gone', since: new Date(START) }
    expect(await pastAt(accountId, evening(-1).at)).toEqual({ ok: false, refusal })
    expect(await historyRefusal(accountId, evening(-1).at)).toEqual(refusal)
    expect(await pastAt(accountId, evening(0).at)).toMatchObject({ ok: true })
  })
})

const file = fc.record({
  rows: fc.uniqueArray(
    fc.record({ id: fc.constantFrom('1', '2', '3', '4'), name: fc.constantFrom('Ada', 'Ben', null) }),
    { maxLength: 5, selector: ({ id }) => id },
  ),
  mode: fc.constantFrom('full' as const, 'full' as const, 'partial' as const),
  template: fc.nat({ max: 1 }),
})

it('is for every moment what was read at that moment, over any files and undos', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(file, fc.record({ undo: fc.constantFrom(0, 1, 2, 3, 4, 5) })), { minLength: 1, maxLength: 8 }),
      async (steps) => {
        await newAccount()
        const templates = [randomUUID(), randomUUID()]
        const runs: string[] = []
        const read: { records: unknown; counts: unknown }[] = []
        for (const step of steps) {
          const chosen = 'undo' in step ? runs[step.undo % Math.max(1, runs.length)] : undefined
          if ('undo' in step && !chosen) continue
          runs.push(
            'undo' in step ? await undo(chosen ?? '') : await deliver(step.rows, step.mode, templates[step.template]),
          )
          read.push({ records: await pages(), counts: await countRecords(accountId, pupils) })
        }
        for (const [number, { records, counts }] of read.entries()) {
          expect(await pages({ past: evening(number) })).toEqual(records)
          expect(await countStood(accountId, rosterTableOf(pupils), evening(number))).toEqual(counts)
        }
      },
    ),
    { numRuns: Number(process.env.UNDO_RUNS ?? 40) },
  )
})
