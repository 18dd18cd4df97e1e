import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  activeThatSuffices,
  holdReasonSchema,
  judgeChanges,
  thresholdsSchema,
  type ChangeCounts,
  type GroupCounts,
} from './thresholds'

const defaults = thresholdsSchema.parse({})

function counts(more: Partial<ChangeCounts>): ChangeCounts {
  const base = {
    isFull: true,
    rows: 1000,
    rejected: 0,
    activeBefore: 1000,
    added: 0,
    changed: 0,
    deactivated: 0,
    unchanged: 0,
  }
  return { ...base, ...more }
}

const holdOf = (more: Partial<ChangeCounts>, thresholds = defaults) => {
  const judgement = judgeChanges(counts(more), thresholds)
  return judgement.apply ? undefined : judgement.hold
}

describe('a run', () => {
  it('is applied unasked on an ordinary night and on the first one', () => {
    expect(judgeChanges(counts({ changed: 10, deactivated: 3, unchanged: 987 }), defaults)).toEqual({ apply: true })
    expect(holdOf({ activeBefore: 0, added: 1000 })).toBeUndefined()
    expect(holdOf({ activeBefore: 0, rows: 0 })).toBeUndefined()
  })

  it('is held when more than a tenth of the records would be deactivated', () => {
    expect(holdOf({ deactivated: 100 })).toBeUndefined()
    expect(holdOf({ deactivated: 101, importType: 'oneroster-1.1/users' })).toEqual({
      reason: 'deactivated',
      affected: 101,
      activeBefore: 1000,
      percent: 10.1,
      limitPercent: 10,
      importType: 'oneroster-1.1/users',
    })
  })

  it('is held when more than three quarters of the records would change', () => {
    expect(holdOf({ changed: 750 })).toBeUndefined()
    expect(holdOf({ changed: 751 })).toMatchObject({
      reason: 'changed',
      affected: 751,
      percent: 75.1,
      limitPercent: 75,
    })
  })

  it('is held when all keys were renamed, though the number of rows is the same', () => {
    expect(holdOf({ added: 1000, deactivated: 1000 })).toMatchObject({ reason: 'deactivated', percent: 100 })
  })

  it('is held when the file was cut in half', () => {
    expect(holdOf({ rows: 500, unchanged: 500, deactivated: 500 })).toMatchObject({
      reason: 'deactivated',
      percent: 50,
    })
  })

  it('is held when a full file has no usable row, however few records there are', () => {
    expect(holdOf({ rows: 0, activeBefore: 8, deactivated: 8 })).toEqual({
      reason: 'no-rows',
      rows: 0,
      rejected: 0,
      activeBefore: 8,
    })
    expect(holdOf({ rows: 8, rejected: 8, activeBefore: 8 })).toMatchObject({ reason: 'no-rows', rejected: 8 })
    expect(holdOf({ rows: 8, rejected: 7, activeBefore: 8 })).toBeUndefined()
  })

  it('is not held by an empty partial file, which says nothing', () => {
    expect(holdOf({ isFull: false, rows: 0 })).toBeUndefined()
  })

  it('of a small district is not held daily: fewer than 25 records never hold it', () => {
    expect(holdOf({ rows: 7, activeBefore: 10, unchanged: 7, deactivated: 3 })).toBeUndefined()
    expect(holdOf({ rows: 176, activeBefore: 200, deactivated: 24 })).toBeUndefined()
    expect(holdOf({ rows: 175, activeBefore: 200, deactivated: 25 })).toMatchObject({
      reason: 'deactivated',
      percent: 12.5,
    })
  })

  it('follows the limits of its template', () => {
    const strict = { deactivatedPercent: 0, changedPercent: 0, minRows: 0 }
    expect(holdOf({ deactivated: 1 }, strict)).toMatchObject({ reason: 'deactivated', limitPercent: 0 })
    expect(holdOf({}, strict)).toBeUndefined()
    expect(
      holdOf({ deactivated: 999, changed: 999 }, { deactivatedPercent: 100, changedPercent: 100, minRows: 0 }),
    ).toBeUndefined()
  })
})

describe('one school', () => {
  const school = (group: string, more: Partial<GroupCounts>): GroupCounts => ({
    group,
    activeBefore: 300,
    changed: 0,
    deactivated: 0,
    ...more,
  })

  it('that vanishes holds the run, though the district stays below its limit', () => {
    const groups = [
      school('Lincoln', { deactivated: 29 }),
      school('Cedar Ridge', { activeBefore: 214, deactivated: 212 }),
    ]
    expect(holdOf({ rows: 20_000, activeBefore: 20_000, deactivated: 241, groups })).toEqual({
      reason: 'group',
      group: 'Cedar Ridge',
      kind: 'deactivated',
      affected: 212,
      activeBefore: 214,
      percent: 99.1,
      limitPercent: 10,
    })
  })

  it('whose records nearly all change holds the run; one that vanishes weighs more', () => {
    const changed = school('Lincoln', { changed: 300 })
    expect(holdOf({ rows: 9000, activeBefore: 9000, groups: [changed] })).toMatchObject({
      reason: 'group',
      kind: 'changed',
    })
    const both = [changed, school('Cedar Ridge', { deactivated: 31 })]
    expect(holdOf({ rows: 9000, activeBefore: 9000, groups: both })).toMatchObject({
      group: 'Cedar Ridge',
      kind: 'deactivated',
    })
  })

  it('with only a few pupils does not hold the run', () => {
    expect(holdOf({ groups: [school('Prairie', { activeBefore: 12, deactivated: 12 })] })).toBeUndefined()
  })
})

describe('the judgement', () => {
  const number = fc.integer({ min: 0, max: 500 })
  const touched = { activeBefore: number, changed: number, deactivated: number }
  const anyCounts = fc.record({
    ...touched,
    isFull: fc.boolean(),
    rows: number,
    rejected: number,
    added: number,
    unchanged: number,
    groups: fc.array(fc.record({ group: fc.string(), ...touched }), { maxLength: 4 }),
  })
  const anyThresholds = fc.record({
    deactivatedPercent: fc.integer({ min: 0, max: 100 }),
    changedPercent: fc.integer({ min: 0, max: 100 }),
    minRows: number,
  })

  it('gives a reason that can be stored and read back', () => {
    fc.assert(
      fc.property(anyCounts, anyThresholds, (some, thresholds) => {
        const judgement = judgeChanges(some, thresholds)
        if (!judgement.apply)
          expect(holdReasonSchema.parse(JSON.parse(JSON.stringify(judgement.hold)))).toEqual(judgement.hold)
      }),
    )
  })

  it('never lets more through when more is deactivated', () => {
    fc.assert(
      fc.property(anyCounts, anyThresholds, fc.integer({ min: 1, max: 500 }), (some, thresholds, more) => {
        const held = !judgeChanges(some, thresholds).apply
        if (held) expect(judgeChanges({ ...some, deactivated: some.deactivated + more }, thresholds).apply).toBe(false)
      }),
    )
  })

  it('is the same for whoever stops counting active records where more of them do not matter', () => {
    fc.assert(
      fc.property(anyCounts, anyThresholds, (some, thresholds) => {
        const whole = { ...some, groups: [], rows: some.rejected + 1 }
        const counted = Math.min(whole.activeBefore, activeThatSuffices(whole, thresholds))
        expect(judgeChanges({ ...whole, activeBefore: counted }, thresholds)).toEqual(judgeChanges(whole, thresholds))
      }),
    )
  })
})
