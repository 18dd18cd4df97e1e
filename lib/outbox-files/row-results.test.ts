import { expect, it } from 'vitest'
import { packResults, resultsByLine } from './row-results'

it('every line is told as it was packed, and those between as most of them', () => {
  const resultOf = resultsByLine(
    packResults('unchanged', [
      [2, 'added'],
      [5, 'rejected'],
      [4_000_000_000, 'changed'],
    ]),
  )
  expect([1, 2, 3, 5, 6, 4_000_000_000, 4_000_000_001].map(resultOf)).toEqual([
    ...['unchanged', 'added', 'unchanged', 'rejected', 'unchanged', 'changed', 'unchanged'],
  ])
})

it('a file in which all rows are as one takes a few bytes', () => {
  const packed = packResults('added', [])
  expect(packed.length).toBeLessThan(40)
  expect(resultsByLine(packed)(17)).toBe('added')
})
