import { describe, expect, it } from 'vitest'
import { median, sameRoundRatios, spreadOf } from './figures'

describe('the figures', () => {
  it('take the middle of an odd number of values, and the mean of the two in the middle of an even one', () => {
    expect(median([3, 100, 1])).toBe(3)
    expect(median([4, 1, 2, 100])).toBe(3)
    expect(median([])).toBeUndefined()
  })

  it('name the least and the greatest beside the median', () => {
    expect(spreadOf([2, 9, 5])).toEqual({ median: 5, min: 2, max: 9 })
    expect(spreadOf([])).toBeUndefined()
  })

  it('divide only what was measured in the same round', () => {
    expect(sameRoundRatios([10, undefined, 30, 40], [20, 20, undefined, 10])).toEqual([0.5, 4])
  })
})
