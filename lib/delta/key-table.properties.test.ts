// The key table against a Map: whatever is asked of it, in any order, over many runs.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyTable, type KeyTable } from './key-table'
import { inPieces, loaded, seed } from './test-delta'

type State = 'unmet' | 'listed' | 'same' | 'look' | 'looked'
type Entry = { parts: string[]; value: bigint | 'dirty' | 'gone'; state: State; isGivenOut: boolean }
type Model = { entries: Map<string, Entry>; keyList: Buffer[] }

const part: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('a', 'b', '', ' a', 'ñ', '😀', 'a,b', '\0', '12345678', '123456789'),
  fc.string({ maxLength: 3 }),
)
const parts: fc.Arbitrary<string[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<string[][]>(['1'], ['2'], ['3'], ['é'], ['1', '2'], ['12', '']) },
  { weight: 1, arbitrary: fc.array(part, { minLength: 1, maxLength: 3 }) },
)
const hash = fc.constantFrom(16n, 17n, (1n << 60n) - 1n)
type Step =
  | { ask: 'see'; parts: string[]; hash: bigint | undefined; isWanted: boolean }
  | { ask: 'put'; parts: string[]; hash: bigint }
  | { ask: 'setDirty' | 'setDirtyIfKnown' | 'lookAgain' | 'takeLook'; parts: string[] }
  | { ask: 'unseen'; pieceBytes: number }
  | { ask: 'finish'; unseenAreGone: boolean }
  | { ask: 'reload'; rowsExpected: number; bytes: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      ...{ ask: fc.constant('see' as const), parts, hash: fc.option(hash, { nil: undefined }) },
      isWanted: fc.constantFrom(false, false, true),
    }),
  },
  fc.record({ ask: fc.constantFrom('setDirty' as const, 'setDirtyIfKnown' as const), parts }),
  fc.record({ ask: fc.constant('put' as const), parts, hash }),
  { weight: 2, arbitrary: fc.record({ ask: fc.constantFrom('lookAgain' as const, 'takeLook' as const), parts }) },
  fc.record({ ask: fc.constant('unseen' as const), pieceBytes: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ ask: fc.constant('finish' as const), unseenAreGone: fc.boolean() }),
  fc.record({
    ask: fc.constant('reload' as const),
    rowsExpected: fc.constantFrom(0, 5000),
    bytes: fc.integer({ min: 7, max: 99 }),
  }),
)

const nameOf = (parts: readonly string[]) => JSON.stringify(parts)
const isMet = ({ state }: Entry) => state !== 'unmet'

function add(model: Model, entry: Omit<Entry, 'isGivenOut'>): void {
  model.entries.set(nameOf(entry.parts), { ...entry, isGivenOut: false })
}

function seeIn(model: Model, { parts, hash, isWanted }: Extract<Step, { ask: 'see' }>): string {
  const value = hash ?? 'dirty'
  const entry = model.entries.get(nameOf(parts))
  if (!entry) {
    add(model, { parts, value, state: 'listed' })
    return 'new'
  }
  if (isMet(entry)) return 'duplicate'
  const before = entry.value
  const isSame = before === hash && !isWanted
  entry.value = value
  entry.state = isSame ? 'same' : 'listed'
  return isSame ? 'same' : before === 'gone' ? 'new' : 'changed'
}

function setIn(model: Model, parts: string[], value: Entry['value']): void {
  const entry = model.entries.get(nameOf(parts))
  if (entry) entry.value = value
  else add(model, { parts, value, state: 'unmet' })
}

function lookAgainIn(entry: Entry | undefined): string {
  if (!entry || !isMet(entry)) return 'absent'
  if (entry.state !== 'same') return 'listed'
  entry.state = 'look'
  return 'will'
}

function takeLookIn(entry: Entry | undefined): boolean {
  if (entry?.state !== 'look') return false
  entry.state = 'looked'
  return true
}

function finishIn(model: Model, unseenAreGone: boolean): void {
  for (const entry of model.entries.values()) {
    if (unseenAreGone && !isMet(entry)) entry.value = 'gone'
    entry.state = 'unmet'
    entry.isGivenOut = false
  }
}

async function expectUnseen(table: KeyTable, model: Model, pieceBytes: number): Promise<void> {
  const unseen = [...model.entries.values()].filter((entry) => !isMet(entry) && entry.value !== 'gone')
  expect(table.unseenCount()).toBe(unseen.length)
  const found: string[][] = []
  for await (const batch of table.unseen(inPieces(model.keyList, pieceBytes))) found.push(...batch)
  const expected = unseen.filter(({ isGivenOut }) => !isGivenOut)
  expect(found.map((parts) => nameOf(parts)).sort()).toEqual(expected.map(({ parts }) => nameOf(parts)).sort())
  for (const entry of expected) entry.isGivenOut = true
}

async function takeStep(table: KeyTable, model: Model, step: Step): Promise<KeyTable> {
  const entry = 'parts' in step ? model.entries.get(nameOf(step.parts)) : undefined
  if (step.ask === 'see') expect(table.see(step.parts, step.hash, step.isWanted)).toBe(seeIn(model, step))
  else if (step.ask === 'put') {
    table.put(step.parts, step.hash)
    setIn(model, step.parts, step.hash)
  } else if (step.ask === 'setDirty' || step.ask === 'setDirtyIfKnown') {
    table[step.ask](step.parts)
    if (step.ask === 'setDirty' || entry) setIn(model, step.parts, 'dirty')
  } else if (step.ask === 'lookAgain') expect(table.lookAgain(step.parts)).toBe(lookAgainIn(entry))
  else if (step.ask === 'takeLook') expect(table.takeLook(step.parts)).toBe(takeLookIn(entry))
  else if (step.ask === 'unseen') await expectUnseen(table, model, step.pieceBytes)
  else if (step.ask === 'finish') {
    table.finish(step.unseenAreGone)
    finishIn(model, step.unseenAreGone)
  } else if (step.ask === 'reload') {
    finishIn(model, false)
    const next = keyTable({ seed, rowsExpected: step.rowsExpected })
    expect(await loaded(next, table, step.bytes)).toBe(true)
    expect(next.isChanged).toBe(false)
    expect(next.dirtyKeys(1000)).toHaveLength(
      8 * [...model.entries.values()].filter(({ value }) => value === 'dirty').length,
    )
    return next
  }
  return table
}

describe('the key table', () => {
  it('is a map from keys to what is known of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
        const model: Model = { entries: new Map(), keyList: [] }
        let table = keyTable({ seed })
        for (const step of steps) {
          table = await takeStep(table, model, step)
          model.keyList.push(Buffer.from(table.takeNewKeys()))
          const values = [...model.entries.values()]
          const gone = values.filter(({ value }) => value === 'gone').length
          expect([table.live, table.gone]).toEqual([values.length - gone, gone])
        }
      }),
      { numRuns: 300 },
    )
  })
})
