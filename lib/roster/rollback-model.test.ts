// Undo against a model that remembers, of every run, each record before and after: whatever files came, of whatever
// template and mode, and whatever was undone between them.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import type { ImportType } from '@/lib/import-types/import-type'
import { ensureRosterTables } from './tables'
import { importRows } from './test-import'
import { standingRecords, undoRun } from './test-rollback'

const words = { en: 'Word', es: 'Palabra' }
const field = (name: string, kind: 'id' | 'text' = 'text') => ({ name, title: words, kind })
const pupils: ImportType = {
  ...{ name: 'test/chain', family: 'test', title: words, description: words, fileNames: [], source: '', examples: [] },
  key: ['school', 'id'],
  fields: [field('school', 'id'), field('id', 'id'), field('name')],
}

type Image = string | undefined
type Roster = ReadonlyMap<string, Image>
type Done = {
  readonly id: string
  readonly undoes?: Done
  readonly before: Roster
  readonly after: Roster
  isApplied: boolean
}

const rowOf = fc.record({
  id: fc.constantFrom('1', '2', '3', '4', '5'),
  name: fc.constantFrom('Ada', 'Ben', null),
  deactivates: fc.constantFrom(false, false, false, true),
})
const step = fc.oneof(
  fc.record({
    rows: fc.uniqueArray(rowOf, { maxLength: 6, selector: ({ id }) => id }),
    mode: fc.constantFrom('full' as const, 'full' as const, 'partial' as const, 'add-only' as const),
    template: fc.constantFrom(0, 0, 1, null),
  }),
  fc.record({ undo: fc.constantFrom(0, 1, 2, 3, 4, 5) }),
)

async function rosterNow(accountId: string): Promise<Roster> {
  const records = await standingRecords(pupils, accountId)
  return new Map(records.map((record) => [String(record.id), JSON.stringify(record)]))
}

/** A run that was undone is applied again when its undo is undone; and so on down the chain. */
function toggle(run: Done): void {
  run.isApplied = !run.isApplied
  if (run.undoes) toggle(run.undoes)
}

/** Whether the images differ in more than their owner. */
function differ(one: Image, other: Image): boolean {
  if (!one || !other) return one !== other
  const [a, b] = [one, other].map((image) => JSON.parse(image) as Record<string, unknown>)
  return a?.name !== b?.name || a?.state !== b?.state
}

type Bucket = 'added' | 'changed' | 'deactivated' | 'removed'

function bucketOf(from: Image, to: Image): Bucket | undefined {
  if (!differ(from, to)) return undefined
  if (!from) return 'added'
  if (!to) return 'removed'
  const [active, wasActive] = [to, from].map((image) => (JSON.parse(image) as { state: string }).state === 'active')
  return active === wasActive ? 'changed' : active ? 'added' : 'deactivated'
}

/** What an undo promises: a record goes back if it stands as the run left it. */
function undone(now: Roster, run: Done) {
  const next = new Map(now)
  const counts = { added: 0, changed: 0, deactivated: 0, removed: 0, kept: 0, failed: 0 }
  for (const key of new Set([...run.before.keys(), ...run.after.keys()])) {
    const [before, after, current] = [run.before.get(key), run.after.get(key), now.get(key)]
    if (before === after) continue
    if (current === after) {
      if (before === undefined) next.delete(key)
      else next.set(key, before)
      const bucket = bucketOf(current, before)
      if (bucket) counts[bucket]++
    } else if (current !== before && differ(before, after)) {
      // Added by the run, taken out since, and another one in its place: the run has no part in it any more.
      const isAnother = before === undefined && !run.undoes && !current?.includes(`"first_run":"${run.id}"`)
      if (!isAnother) counts.kept++
    }
  }
  return { next: new Map([...next].sort(([a], [b]) => (a < b ? -1 : 1))), counts }
}

beforeAll(() => ensureRosterTables([pupils]))

it('brings back exactly what was, and keeps exactly what others changed since', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), async (steps) => {
      const accountId = randomUUID()
      const templates = [randomUUID(), randomUUID()]
      const runs: Done[] = []
      for (const given of steps) {
        const before = await rosterNow(accountId)
        if (!('undo' in given)) {
          const rows = given.rows.map(({ id, name, deactivates }) => ({
            values: ['012', id, name],
            deactivates: deactivates && given.mode === 'partial',
          }))
          const templateId = given.template === null ? null : (templates[given.template] ?? null)
          const { runId } = await importRows(pupils, rows, { accountId, templateId, mode: given.mode })
          runs.push({ id: runId, before, after: await rosterNow(accountId), isApplied: true })
          continue
        }
        const applied = runs.filter((run) => run.isApplied)
        const run = applied[given.undo % Math.max(1, applied.length)]
        if (!run) continue
        const promised = undone(before, run)
        const { id, counts } = await undoRun(pupils, { accountId, runId: run.id, isRollback: run.undoes !== undefined })
        const after = await rosterNow(accountId)
        expect(after).toEqual(promised.next)
        expect(counts).toEqual(promised.counts)
        toggle(run)
        runs.push({ id, undoes: run, before, after, isApplied: true })
      }
    }),
    { numRuns: Number(process.env.UNDO_RUNS ?? 60) },
  )
})
