// Random files, crashes, approvals, discards, expiries and undoes, one after the other, here and in a model in memory:
// after every step the roster, the runs, their counts and the number of messages are the same. A hundred steps are taken
// with every test run; MODEL_STEPS=10000 takes more, MODEL_SEED=<number> takes the same again.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { db, query } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { approveRun, discardRun } from './answer-hold'
import { expireHolds } from './expire-holds'
import { processDelivery } from './process-delivery'
import { processRun } from './process'
import { runById } from './run'
import { startRollback } from './start-rollback'
import {
  lastRunOf,
  never,
  prepareInstallation,
  receive,
  studentHeader,
  testDistrict,
  testTemplate,
} from './test-district'
import { newModel, thresholds, type ModelFile, type ModelRun, type ModelTemplate } from './test-model'
import type { District } from './test-district'

const STEPS = Number(process.env.MODEL_STEPS ?? 100)
const SEED = Number(process.env.MODEL_SEED ?? Date.now() % 1_000_000)
const STEPS_OF_A_DISTRICT = 50
const DAY_MS = 86_400_000
const by = 'a test'

const templates: readonly ModelTemplate[] = [
  { index: 0, mode: 'full' },
  { index: 1, mode: 'partial' },
]

/** Numbers that look like chance, the same for the same seed (mulberry32). */
function chance(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    below: (limit: number) => Math.floor(next() * limit),
    of: <T>(choices: readonly T[]): T | undefined => choices[Math.floor(next() * choices.length)],
    is: (share: number) => next() < share,
  }
}

type Chance = ReturnType<typeof chance>

function randomFile({ below, of, is }: Chance): ModelFile {
  const share = of([0, 0.3, 0.8, 0.9, 1]) ?? 1
  const names = ['Ada', 'Ada', 'Ada', 'Ben', 'Cy']
  const rows = Array.from({ length: 9 }, (_, id) => ({ id: String(id + 1), name: of(names) ?? '', isBad: is(0.06) }))
  return { rows: rows.filter(() => is(share)).slice(0, 4 + below(6)), hasUnreadable: is(0.04) }
}

function textOf({ rows, hasUnreadable }: ModelFile): string {
  const lines = rows.map(({ id, name, isBad }) => `${id},${name},${isBad ? '' : 'Reyes'},012`)
  return [studentHeader, ...lines, ...(hasUnreadable ? ['?'] : []), ''].join('\n')
}

/** The database ends the connection of a run the next time it writes one of these. */
const crashPlaces = ['roster.visitor_aware_students', 'roster.changes', 'run_issues', 'messages']

async function withCrash(place: string, work: () => Promise<void>): Promise<void> {
  await query(
    `create trigger crash before insert or update or delete on ${place} for each statement execute function crash()`,
  )
  await work().catch(() => undefined)
  await query(`drop trigger crash on ${place}`)
}

beforeAll(async () => {
  await prepareInstallation()
  await query(`create function crash() returns trigger language plpgsql as
    $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$`)
})
afterAll(() => stopQueue())

/** A district, its model, and the steps that can be taken with both. */
async function stage(random: Chance) {
  const model = newModel()
  const district: District = await testDistrict()
  const ids: string[] = []
  const settings = { thresholds, notifyOnSuccess: true }
  for (const { index, mode } of templates) {
    ids.push(await testTemplate(district, studentHeader, { fileName: `${index}.csv`, mode, ...settings }))
  }
  const realOf = new Map<ModelRun, { runId: string; deliveryId: string }>()
  const inState = (state: ModelRun['state']) => model.runs.filter((run) => run.state === state)
  const real = (run: ModelRun) => realOf.get(run) ?? { runId: '', deliveryId: '' }

  const process = async (run: ModelRun) => {
    const { deliveryId, runId } = real(run)
    const work = () => (deliveryId ? processDelivery(deliveryId, never) : processRun(runId, never))
    if (random.is(0.25)) await withCrash(random.of(crashPlaces) ?? '', work)
    await work()
  }
  const steps = {
    async deliver() {
      const template = random.of(templates) ?? { index: 0, mode: 'full' as const }
      const again = random.of(model.runs.filter((run) => run.template === template && !run.undoes))
      const file = again && random.is(0.2) ? again.file : randomFile(random)
      const run = model.deliver(template, file)
      const { delivery } = await receive(district, textOf(file), { fileName: `${template.index}.csv` })
      realOf.set(run, { runId: '', deliveryId: delivery.id })
      await process(run)
      realOf.set(run, { runId: (await lastRunOf(delivery.id)).id, deliveryId: delivery.id })
      return `delivers ${JSON.stringify(textOf(file))} to ${template.index}: ${run.state}`
    },
    async approve() {
      const run = random.of(inState('held'))
      if (!run) return undefined
      model.approve(run)
      await approveRun({ ...district, runId: real(run).runId, by })
      await process(run)
      return `approves ${run.number}: ${run.state}`
    },
    async discard() {
      const run = random.of(inState('held'))
      if (!run) return undefined
      model.discard(run)
      await discardRun({ ...district, runId: real(run).runId, by })
      return `discards ${run.number}`
    },
    async expire() {
      const run = random.of(inState('held'))
      if (!run) return undefined
      model.discard(run)
      await db.run.update({ where: { id: real(run).runId }, data: { startedAt: new Date(Date.now() - 31 * DAY_MS) } })
      await expireHolds()
      return `lets ${run.number} expire`
    },
    async undo() {
      const run = random.of(model.runs)
      if (!run) return undefined
      const started = await startRollback({ ...district, runId: real(run).runId, by })
      expect(started.ok).toBe(model.mayUndo(run))
      if (!started.ok) return `may not undo ${run.number}`
      const undo = model.undo(run)
      realOf.set(undo, { runId: started.runId, deliveryId: '' })
      await process(undo)
      return `undoes ${run.number} as ${undo.number}`
    },
  }

  const compare = async () => {
    const rows = await query<{ text: string }>(
      `select student_id || ' ' || first_name || ' ' || (state = 'active')::text || ' ' || (array_position($2::uuid[], template_id) - 1) as text
       from roster.visitor_aware_students where account_id = $1`,
      [district.accountId, ids],
    )
    expect(rows.map(({ text }) => text).sort()).toEqual(model.records())
    for (const run of model.runs) {
      const found = await runById(district.accountId, real(run).runId)
      expect([run.number, found?.state]).toEqual([run.number, run.state])
      if (run.state === 'held' || (run.state === 'applied' && !run.undoes))
        expect(found?.counts).toMatchObject(run.counts)
    }
    expect(await db.message.count({ where: { accountId: district.accountId } })).toBe(model.messages())
  }
  return { steps, compare }
}

const choices = ['deliver', 'deliver', 'deliver', 'deliver', 'approve', 'approve', 'discard', 'expire', 'undo'] as const

it(`does in ${STEPS} random steps what the model does`, { timeout: STEPS * 3_000 }, async () => {
  console.info(`MODEL_SEED=${SEED}`)
  const random = chance(SEED)
  for (let taken = 0; taken < STEPS;) {
    const { steps, compare } = await stage(random)
    const told: string[] = []
    for (let step = 0; step < STEPS_OF_A_DISTRICT && taken < STEPS; step++) {
      const done = await steps[random.of(choices) ?? 'deliver']()
      if (done === undefined) continue
      taken++
      told.push(done)
      await compare().catch((error: unknown) => {
        throw new Error(`MODEL_SEED=${SEED}, after:\n${told.join('\n')}`, { cause: error })
      })
    }
  }
})
