import { afterAll, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { inTransaction, query } from './db'
import { prepareTasks, sendTask, stopQueue, workOn, type Task } from './queue'

const WAIT = { timeout: 30_000, interval: 20 }
const taskNamed = (name: string): Task<{ number: number }> => ({
  ...{ name, payload: z.object({ number: z.number() }), retries: 10 },
})
const send = (task: Task<{ number: number }>, number: number, key: string) =>
  inTransaction((tx) => sendTask(tx, task, { number }, { key, group: key }))

afterAll(() => stopQueue(1))

it('takes tasks of one key one at a time in their order, while other keys go on', async () => {
  const task = taskNamed('one-at-a-time')
  const begun: number[] = []
  let finishFirst = () => {}
  const first = new Promise<void>((resolve) => (finishFirst = resolve))
  await workOn(task, 2, async ({ number }) => {
    begun.push(number)
    if (number === 0) await first
  })
  for (let number = 0; number < 4; number++) await send(task, number, 'busy')
  await send(task, 10, 'other')
  await vi.waitFor(() => expect(begun).toEqual([0, 10]), WAIT)
  finishFirst()
  await vi.waitFor(() => expect(begun).toEqual([0, 10, 1, 2, 3]), WAIT)
})

it('tries a task again that failed, before the next one of its key', async () => {
  const task = taskNamed('tried-again')
  const begun: number[] = []
  await workOn(task, 1, ({ number }) => {
    begun.push(number)
    return begun.length === 1 ? Promise.reject(new Error('not yet')) : Promise.resolve()
  })
  await send(task, 1, 'key')
  await send(task, 2, 'key')
  await vi.waitFor(() => expect(begun).toEqual([1, 1, 2]), WAIT)
})

it('queues nothing when the transaction does not commit', async () => {
  const task = taskNamed('never-queued')
  await prepareTasks([task as unknown as Task<never>])
  const sent = inTransaction(async (tx) => {
    await sendTask(tx, task, { number: 1 }, { key: 'key' })
    throw new Error('rolled back')
  })
  await expect(sent).rejects.toThrow('rolled back')
  expect(await query(`select from pgboss.job where name = 'never-queued'`)).toHaveLength(0)
})

it('keeps a place for light tasks while heavy ones of several groups go on, and one for heavy tasks', async () => {
  const task = taskNamed('weights')
  const begun: number[] = []
  let finish = () => {}
  const finished = new Promise<void>((resolve) => (finish = resolve))
  await workOn(task, { any: 1, heavy: 1, light: 1 }, async ({ number }) => {
    begun.push(number)
    if (number < 10) await finished
  })
  const sendOf = (number: number, group: string, isHeavy: boolean) =>
    inTransaction((tx) => sendTask(tx, task, { number }, { key: `${group}${number}`, group, isHeavy }))
  for (const number of [1, 2, 3]) await sendOf(number, `district ${number}`, true)
  await vi.waitFor(() => expect(begun.toSorted()).toEqual([1, 2]), WAIT)
  await sendOf(10, 'district 1', false)
  await sendOf(11, 'district 4', false)
  await vi.waitFor(() => expect(begun.slice(2)).toEqual([10, 11]), WAIT)
  for (const number of [4, 5, 6]) await sendOf(number, `district ${number}`, false)
  finish()
  await vi.waitFor(() => expect(begun.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 10, 11]), WAIT)
})

it('lets groups take turns: who has queued many waits behind who has queued few', async () => {
  const task = taskNamed('turns')
  const begun: number[] = []
  for (let number = 0; number < 20; number++) {
    await inTransaction((tx) => sendTask(tx, task, { number }, { key: `${number}`, group: 'many' }))
  }
  for (const number of [100, 101]) {
    await inTransaction((tx) => sendTask(tx, task, { number }, { key: `${number}`, group: 'few' }))
  }
  await workOn(task, 1, async ({ number }) => void begun.push(number))
  await vi.waitFor(() => expect(begun).toHaveLength(22), WAIT)
  expect(begun.slice(0, 5)).toEqual([0, 100, 1, 101, 2])
})
