import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Field, ImportType } from '@/lib/import-types/import-type'
import { query } from '@/lib/platform/db'
import type { RosterValue } from '@/lib/validation/roster-value'
import { ensureRosterTables } from './tables'
import { importRows, type TestImport } from './test-import'
import { standingRecords, undoRun } from './test-rollback'

const words = { en: 'Word', es: 'Palabra' }
const field = (name: string, more: Partial<Field> = {}): Field => ({ name, title: words, kind: 'text', ...more })
const pupils: ImportType = {
  ...{ name: 'test/undo', family: 'test', title: words, description: words, fileNames: [], source: '', examples: [] },
  key: ['id'],
  fields: [
    ...[field('id', { kind: 'id' }), field('name'), field('schools', { kind: 'list' })],
    ...[field('since', { kind: 'date-time' }), field('enabled', { kind: 'boolean' })],
  ],
}

const row = (id: string, name: string | null, more: readonly (RosterValue | null)[] = [null, null, null]) => ({
  values: [id, name, ...more],
})
let accountId: string
let templateId: string

beforeAll(() => ensureRosterTables([pupils]))
beforeEach(() => {
  accountId = randomUUID()
  templateId = randomUUID()
})

const file = async (rows: ReturnType<typeof row>[], options: Partial<TestImport> = {}) =>
  (await importRows(pupils, rows, { accountId, templateId, ...options })).runId

const undo = (runId: string, isRollback = false) => undoRun(pupils, { accountId, runId, isRollback })

const standing = () => standingRecords(pupils, accountId)
const namesOf = async () => (await standing()).map(({ id, name, state }) => [id, name, state].join(' '))
const leftoversOf = (runId: string) =>
  query('select key, reason, changed_by from roster.not_reversed where run_id = $1 order by sequence', [runId])
const nothing = { added: 0, changed: 0, deactivated: 0, removed: 0, kept: 0, failed: 0 }

describe('an undo', () => {
  it('brings every column of every record back, whatever it holds, and the undo of it does the same', async () => {
    const odd = [['012', 'a "b", {c}', ''], '2026-08-01T04:00:00.123Z', false]
    await file([row('1', 'Ada\n"Ñandú" \\ \t 🎒', odd), row('2', 'Ben'), row('3', null)])
    const before = await standing()
    const night = await file([row('1', null, [['104'], null, true]), row('3', 'Cy'), row('4', 'Dee')])
    const after = await standing()
    const { id, counts } = await undo(night)
    expect(counts).toEqual({ ...nothing, added: 1, changed: 2, removed: 1 })
    expect(await standing()).toEqual(before)
    const again = await undo(id, true)
    expect(again.counts).toEqual({ ...nothing, added: 1, changed: 2, deactivated: 1 })
    expect(await standing()).toEqual(after)
    await undo(again.id, true)
    expect(await standing()).toEqual(before)
  })

  it('takes out what the run added, and leaves a row of the history for every record it wrote', async () => {
    const first = await file([row('1', 'Ada'), row('2', 'Ben')])
    const { id } = await undo(first)
    expect(await standing()).toEqual([])
    const rows = await query('select kind, key, before from roster.changes where run_id = $1 order by sequence', [id])
    expect(rows).toMatchObject([
      { kind: 'removed', key: ['1'], before: { name: 'Ada', last_line: 2 } },
      { kind: 'removed', key: ['2'], before: { name: 'Ben', last_line: 3 } },
    ])
    const { id: again } = await undo(id, true)
    const restored = await query('select kind, key, before from roster.changes where run_id = $1', [again])
    expect(restored).toEqual([
      { kind: 'restored', key: ['1'], before: null },
      { kind: 'restored', key: ['2'], before: null },
    ])
  })

  it('brings back deactivated records and owners', async () => {
    await file([row('1', 'Ada'), row('2', 'Ben')], { templateId: null })
    const before = await standing()
    const night = await file([row('1', 'Ada')])
    await file([])
    const gone = await standing()
    const adopted = await undo(night)
    // The empty file has deactivated the record since; that the template owned it is not worth a word.
    expect(adopted.counts).toEqual(nothing)
    expect(await standing()).toEqual(gone)
    templateId = randomUUID()
    const other = randomUUID()
    await file([row('8', 'Eve')], { templateId: other })
    const eve = await standing()
    const empty = await file([], { templateId: other })
    expect((await undo(empty)).counts).toEqual({ ...nothing, added: 1 })
    expect(await standing()).toEqual(eve)
    expect(before.map(({ template_id }) => template_id)).toEqual([null, null])
  })

  it('keeps what another run has changed since, and says which', async () => {
    await file([row('1', 'Ada'), row('2', 'Ben')])
    const night = await file([row('1', 'Eve'), row('2', 'Eve'), row('3', 'Eve'), row('4', 'Eve')])
    const newer = await file([row('2', 'Fay'), row('3', 'Fay')], { templateId: randomUUID(), mode: 'partial' })
    const { id, counts } = await undo(night)
    expect(counts).toEqual({ ...nothing, changed: 1, removed: 1, kept: 2 })
    expect(await namesOf()).toEqual(['1 Ada active', '2 Fay active', '3 Fay active'])
    expect(await leftoversOf(id)).toEqual([
      { key: ['2'], reason: 'changed-since', changed_by: newer },
      { key: ['3'], reason: 'changed-since', changed_by: newer },
    ])
  })

  it('of the newer run first, then of the older one, leaves nothing behind', async () => {
    const first = await file([row('1', 'Ada'), row('2', 'Ben')])
    const second = await file([row('1', 'Eve'), row('3', 'Cy')])
    await undo(second)
    expect((await undo(first)).counts).toEqual({ ...nothing, removed: 2 })
    expect(await standing()).toEqual([])
  })

  it('of an undo keeps what came in its place', async () => {
    const night = await file([row('1', 'Ada'), row('2', 'Ben')])
    const { id } = await undo(night)
    const newer = await file([row('2', 'Fay')], { templateId: randomUUID() })
    const again = await undo(id, true)
    expect(again.counts).toEqual({ ...nothing, added: 1, kept: 1 })
    expect(await namesOf()).toEqual(['1 Ada active', '2 Fay active'])
    expect(await leftoversOf(again.id)).toEqual([{ key: ['2'], reason: 'changed-since', changed_by: newer }])
  })

  it('says which records cannot be undone, and why, and undoes the others', async () => {
    await file([row('1', 'Ada'), row('2', 'Ben'), row('3', 'Cy')])
    const night = await file([row('1', 'Eve'), row('2', 'Eve'), row('3', 'Eve')])
    await query(`delete from roster.changes where run_id = $1 and key = '["2"]'`, [night])
    await query(`delete from roster.test_undo where account_id = $1 and id = '3'`, [accountId])
    const { id, counts } = await undo(night)
    expect(counts).toEqual({ ...nothing, changed: 1, failed: 2 })
    expect(await namesOf()).toEqual(['1 Ada active', '2 Eve active'])
    expect(await leftoversOf(id)).toEqual([
      { key: ['2'], reason: 'no-history', changed_by: null },
      { key: ['3'], reason: 'record-gone', changed_by: null },
    ])
  })

  it('of a bundle with two files of one type goes back to before the first of them', async () => {
    await file([row('1', 'Ada')])
    const before = await standing()
    const runId = randomUUID()
    await file([row('1', 'Eve'), row('2', 'Eve')], { runId, mode: 'partial' })
    await file([row('1', 'Fay'), row('2', 'Fay')], { runId, mode: 'partial' })
    const after = await standing()
    const { id, counts } = await undo(runId)
    expect(counts).toEqual({ ...nothing, changed: 1, removed: 1 })
    expect(await standing()).toEqual(before)
    await undo(id, true)
    expect(await standing()).toEqual(after)
  })

  it('leaves a column that the table did not have then empty', async () => {
    const first = await file([row('1', 'Ada')])
    const night = await file([row('1', 'Eve')])
    await ensureRosterTables([{ ...pupils, fields: [...pupils.fields, field('Shelf')] }])
    await query(`update roster.test_undo set shelf = 'B' where account_id = $1`, [accountId])
    await undo(night)
    expect(await standing()).toMatchObject([{ name: 'Ada', shelf: null, last_run: first }])
  })

  it('touches no record of another account', async () => {
    const night = await file([row('1', 'Ada')])
    const own = accountId
    accountId = randomUUID()
    expect((await undo(night)).counts).toEqual(nothing)
    accountId = own
    expect(await standing()).toHaveLength(1)
  })
})
